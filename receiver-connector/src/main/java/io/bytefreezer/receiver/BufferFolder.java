package io.bytefreezer.receiver;

import io.bytefreezer.receiver.layout.RawObjectKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task's own folder for what is not published yet. Nothing in it is ever needed again, so it is deleted with the task;
 * where a process was killed, the next task in the same parent folder deletes what is left of it. A locked file in the
 * folder says that its task lives.
 */
final class BufferFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BufferFolder.class);
    private static final String PREFIX = "bytefreezer-receiver-";
    private static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel lock;

    private BufferFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** A new folder below {@code parent}. */
    static BufferFolder create(Path parent) {
        try {
            Files.createDirectories(parent);
            deleteLeftovers(parent);
            Path folder = Files.createTempDirectory(parent, PREFIX);
            FileChannel lock =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            // Held until the channel is closed, or the process is gone.
            lock.lock();
            return new BufferFolder(folder, lock);
        } catch (IOException e) {
            throw new ConnectException(
                    "cannot make a folder for buffers in " + parent + ": set " + ReceiverConfig.BUFFER_DIR
                            + " to a folder this process can write to",
                    e);
        }
    }

    private static void deleteLeftovers(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (isAbandoned(folder)) {
                    LOG.info("deleting {}: the task it belonged to was killed", folder);
                    delete(folder);
                }
            }
        }
    }

    /** Whether nobody holds the lock. A folder without one may be just being made: it is left alone. */
    private static boolean isAbandoned(Path folder) {
        Path file = folder.resolve(LOCK);
        if (!Files.isWritable(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() != null;
        } catch (IOException | OverlappingFileLockException e) {
            LOG.debug("{} is in use", folder, e);
            return false;
        }
    }

    /** A buffer for an object. */
    Buffer open(RawObjectKey key) {
        try {
            Files.createDirectories(folder);
            return Buffer.open(Files.createTempFile(folder, key.topic() + "-" + key.partition() + "-", ".avro"), key);
        } catch (IOException e) {
            throw new BufferFailedException("cannot write in " + folder, e);
        }
    }

    @Override
    public void close() {
        try (lock) {
            delete(folder);
        } catch (IOException e) {
            LOG.warn("cannot let go of {}", folder, e);
        }
    }

    private static void delete(Path folder) {
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
