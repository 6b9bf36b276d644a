package io.bytefreezer.runtime.control;

import io.bytefreezer.runtime.http.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
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
            replace(Json.bytes(snapshot));
        } catch (IOException e) {
            LOG.warn(
                    "The snapshot cannot be kept in {} ({}): a restart will need the control plane",
                    file,
                    e.toString());
        }
    }

    private void replace(byte[] content) throws IOException {
        Path folder = file.getParent();
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "snapshot", ".tmp", ownerOnly());
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
        return views.contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
