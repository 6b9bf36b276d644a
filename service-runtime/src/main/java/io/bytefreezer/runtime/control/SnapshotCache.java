package io.bytefreezer.runtime.control;

import io.bytefreezer.runtime.file.PrivateFile;
import io.bytefreezer.runtime.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last snapshot on disk, so that a service starts while its control plane is away. The file is replaced as a whole
 * and readable by its owner alone. It is a cache: what cannot be read or written is logged and done without. One owner
 * thread at a time.
 */
final class SnapshotCache {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotCache.class);

    private final Path file;

    SnapshotCache(Path file) {
        this.file = file.toAbsolutePath();
    }

    Optional<CachedSnapshot> read() {
        try {
            return Optional.of(Json.mapper().readValue(Files.readAllBytes(file), CachedSnapshot.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("The last snapshot in {} cannot be read ({}): waiting for the control plane", file, e.toString());
            return Optional.empty();
        }
    }

    void write(CachedSnapshot snapshot) {
        try {
            PrivateFile.write(file, Json.bytes(snapshot));
        } catch (IOException e) {
            LOG.warn(
                    "The snapshot cannot be kept in {} ({}): a restart will need the control plane",
                    file,
                    e.toString());
        }
    }
}
