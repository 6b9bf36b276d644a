package io.bytefreezer.receiver;

import io.bytefreezer.receiver.layout.RawObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task's own folder for what is not published yet. Deleted with the task; nothing in it is ever needed again. */
final class BufferFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BufferFolder.class);

    private final Path folder;

    private BufferFolder(Path folder) {
        this.folder = folder;
    }

    /** A new folder below {@code parent}. */
    static BufferFolder create(Path parent) {
        try {
            Files.createDirectories(parent);
            return new BufferFolder(Files.createTempDirectory(parent, "bytefreezer-receiver-"));
        } catch (IOException e) {
            throw new ConnectException(
                    "cannot make a folder for buffers in " + parent + ": set " + ReceiverConfig.BUFFER_DIR
                            + " to a folder this process can write to",
                    e);
        }
    }

    /** A buffer for an object. */
    Buffer open(RawObjectKey key) {
        try {
            return Buffer.open(Files.createTempFile(folder, key.topic() + "-" + key.partition() + "-", ".avro"), key);
        } catch (IOException e) {
            throw new BufferFailedException("cannot write in " + folder, e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> left = files.toList();
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.warn("cannot delete {}; it is of no use and can be deleted by hand", folder, e);
        }
    }
}
