package io.bytefreezer.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Comparator.reverseOrder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Where an embedded server keeps its data, for as long as it runs in the hands of that server alone: two servers on one
 * directory would destroy each other's data.
 *
 * <p>Immutable; closing it twice is harmless.
 */
public final class DataDirectory implements AutoCloseable {

    private static final String LOCK_FILE = "in-use.lock";

    private final Path path;
    private final boolean temporary;
    private final FileChannel lock;

    private DataDirectory(Path path, boolean temporary) throws IOException {
        this.path = path;
        this.temporary = temporary;
        this.lock = FileChannel.open(path.resolve(LOCK_FILE), CREATE, WRITE);
        if (!isLocked(lock)) {
            lock.close();
            throw new EmbeddedStackException("The data directory " + path
                    + " is in use by a server that runs already. Stop that one or choose another directory.");
        }
    }

    /**
     * Creates an empty directory that {@link #close()} removes.
     *
     * @param prefix the beginning of the directory's name
     */
    public static DataDirectory temporary(String prefix) {
        try {
            return new DataDirectory(Files.createTempDirectory(prefix), true);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not create a temporary directory " + prefix + "*", e);
        }
    }

    /**
     * Takes a directory, created if it is missing, that outlives the server.
     *
     * @throws EmbeddedStackException when another server, in this process or another, has it
     */
    public static DataDirectory kept(Path path) {
        try {
            return new DataDirectory(Files.createDirectories(path), false);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not use the data directory " + path, e);
        }
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    /**
     * Starts a server on the directory, and lets go of the directory when the server does not start.
     *
     * @param server what starts, for people, for instance {@code "the S3 server"}
     * @param start starts it
     * @param <T> the running server
     * @throws EmbeddedStackException when it does not start
     * @throws PortInUseException when the start threw it
     */
    public <T> T start(String server, Callable<T> start) {
        boolean started = false;
        try {
            T running = EmbeddedStackException.naming("start " + server + " in " + path, start);
            started = true;
            return running;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    /** Returns the directory, which exists. */
    public Path path() {
        return path;
    }

    /** Lets go of the directory, and removes it with all it holds if it is temporary. */
    @Override
    public void close() {
        try {
            lock.close();
            if (temporary && Files.exists(path)) {
                removeTree();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not let go of the data directory " + path, e);
        }
    }

    private void removeTree() throws IOException {
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path entry : tree.sorted(reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        }
    }
}
