package io.bytefreezer.launcher.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that is gone when it is closed.
 *
 * @param path where it is
 */
public record WorkDirectory(Path path) implements AutoCloseable {

    /** A new one, for its owner alone. */
    public static WorkDirectory make(Path parent) {
        try {
            return new WorkDirectory(Files.createTempDirectory(parent, "bytefreezer-"));
        } catch (IOException e) {
            throw new IllegalArgumentException("--work-dir " + parent + " cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }
}
