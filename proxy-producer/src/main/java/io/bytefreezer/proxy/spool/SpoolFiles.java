package io.bytefreezer.proxy.spool;

import io.bytefreezer.proxy.spool.SpoolException.Kind;
import io.bytefreezer.runtime.file.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spool's directory: the store that is in use, and beside it those that were damaged. Nobody but its owner may look
 * into it. Belongs to one thread at a time.
 *
 * @param directory the directory
 */
record SpoolFiles(Path directory) {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolFiles.class);

    private static final String STORE = "store";
    private static final String DAMAGED = "damaged-";

    /** The file that names all others of the store: without it RocksDB takes the rest for rubbish. */
    private static final String CURRENT = "CURRENT";

    /**
     * Opens the store, an empty one when there is none or only a damaged one.
     *
     * @throws SpoolException when it cannot be read or written, or is in use
     */
    SpoolStore open() throws SpoolException {
        try {
            PrivateFile.createDirectories(directory);
            if (hasLostItsList()) {
                setAside("its file " + CURRENT + " is missing");
            }
            return SpoolStore.open(store());
        } catch (IOException e) {
            throw unusable(e);
        } catch (SpoolException e) {
            if (e.kind() != Kind.DAMAGED) {
                throw e;
            }
            setAside(String.valueOf(e.getMessage()));
            return SpoolStore.open(store());
        }
    }

    /**
     * Moves the store, which must be closed, out of the way.
     *
     * @throws SpoolException when it cannot be moved
     */
    void setAside(String why) throws SpoolException {
        try {
            int number = 1;
            while (Files.exists(damaged(number))) {
                number++;
            }
            Files.move(store(), damaged(number));
            LOG.error("the spool is damaged and was set aside in {}, a new one begins: {}", damaged(number), why);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Those that were set aside and are still there. */
    List<Path> damaged() {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(path -> name(path).startsWith(DAMAGED))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            LOG.warn("cannot look into {}", directory, e);
            return List.of();
        }
    }

    /**
     * What is free on its disk, in bytes.
     *
     * @throws SpoolException when that cannot be found out
     */
    long freeBytes() throws SpoolException {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private boolean hasLostItsList() throws IOException {
        if (!Files.isDirectory(store()) || Files.exists(store().resolve(CURRENT))) {
            return false;
        }
        try (Stream<Path> entries = Files.list(store())) {
            return entries.map(SpoolFiles::name).anyMatch(name -> name.endsWith(".sst") || name.endsWith(".log"));
        }
    }

    private static String name(Path path) {
        return path.getName(path.getNameCount() - 1).toString();
    }

    private Path store() {
        return directory.resolve(STORE);
    }

    private Path damaged(int number) {
        return directory.resolve(DAMAGED + number);
    }

    private SpoolException unusable(IOException e) {
        return new SpoolException(Kind.FAILED, "the spool's directory " + directory + " cannot be used: " + e, e);
    }
}
