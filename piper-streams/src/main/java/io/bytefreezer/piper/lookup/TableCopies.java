package io.bytefreezer.piper.lookup;

import io.bytefreezer.runtime.file.PrivateFile;
import io.bytefreezer.schemas.snapshot.LookupTable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of the control plane's tables on disk, named by their SHA-256, so that a piper starts while the control plane is away.
 * What cannot be read or written is logged and done without. Belongs to one thread.
 */
final class TableCopies {

    private static final Logger LOG = LoggerFactory.getLogger(TableCopies.class);
    private static final String SUFFIX = ".csv";

    private final @Nullable Path directory;

    /** In this directory, or nowhere. */
    TableCopies(@Nullable Path directory) {
        this.directory = directory == null ? null : directory.toAbsolutePath();
    }

    /** The CSV with this hash; one that is damaged is none. */
    Optional<byte[]> read(String sha256) {
        if (directory == null) {
            return Optional.empty();
        }
        Path file = file(directory, sha256);
        try {
            byte[] csv = Files.readAllBytes(file);
            return LookupTable.sha256(csv).equals(sha256) ? Optional.of(csv) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("the copy {} of a table cannot be read: {}", file, e.toString());
            return Optional.empty();
        }
    }

    void write(String sha256, byte[] csv) {
        if (directory == null) {
            return;
        }
        Path file = file(directory, sha256);
        try {
            PrivateFile.write(file, csv);
        } catch (IOException e) {
            LOG.warn("a table cannot be kept in {} ({}): a restart will need the control plane", file, e.toString());
        }
    }

    /** Removes all others. */
    void keep(Set<String> hashes) {
        if (directory == null || !Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (!hashes.contains(name.substring(0, name.length() - SUFFIX.length()))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("old copies of tables in {} cannot be removed: {}", directory, e.toString());
        }
    }

    private static Path file(Path directory, String sha256) {
        return directory.resolve(sha256 + SUFFIX);
    }
}
