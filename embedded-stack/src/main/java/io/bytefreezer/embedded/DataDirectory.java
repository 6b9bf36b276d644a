package io.bytefreezer.embedded;

import static java.util.Comparator.reverseOrder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where an embedded server keeps its data.
 *
 * @param path an existing directory
 * @param temporary whether the directory goes when the server is closed
 */
public record DataDirectory(Path path, boolean temporary) implements AutoCloseable {

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

    /** Uses a directory, created if it is missing, that outlives the server. */
    public static DataDirectory kept(Path path) {
        try {
            return new DataDirectory(Files.createDirectories(path), false);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not create the data directory " + path, e);
        }
    }

    /** Removes the directory with all it holds, if it is temporary. */
    @Override
    public void close() {
        if (!temporary || !Files.exists(path)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path entry : tree.sorted(reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not remove the temporary directory " + path, e);
        }
    }
}
