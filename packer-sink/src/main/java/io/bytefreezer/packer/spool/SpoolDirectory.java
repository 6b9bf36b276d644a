package io.bytefreezer.packer.spool;

import io.bytefreezer.lake.shape.RowShaper;
import io.bytefreezer.runtime.file.PrivateFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one packer spools. It is locked, because a packer starts by deleting what one before it left: not committed, it is
 * read again from Kafka.
 */
public final class SpoolDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolDirectory.class);

    private final Path path;
    private final FileChannel lock;
    private final SpoolMemory memory;

    private SpoolDirectory(Path path, FileChannel lock, SpoolMemory memory) {
        this.path = path;
        this.lock = lock;
        this.memory = memory;
    }

    /**
     * The empty spool of a packer.
     *
     * @param dataDirectory the packer's own directory, made if missing
     * @param memoryMax rows of all tables in memory, in bytes; what is more goes to files
     * @throws IOException when it cannot be used, or another packer uses it
     */
    public static SpoolDirectory open(Path dataDirectory, long memoryMax) throws IOException {
        PrivateFile.createDirectories(dataDirectory);
        FileChannel channel = FileChannel.open(
                dataDirectory.resolve("packer.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new IOException("another packer uses it, and each needs its own");
        }
        Path spool = dataDirectory.resolve("spool");
        Directories.delete(spool);
        return new SpoolDirectory(spool, channel, new SpoolMemory(memoryMax));
    }

    /**
     * An empty batch.
     *
     * @param shaper shapes rows for the table as it stands now
     */
    public Batch newBatch(RowShaper shaper) {
        return new Batch(path, memory, shaper);
    }

    /** Tells the time, every few seconds: memory that nobody wants goes back to the system. */
    public void tick(Instant time) {
        memory.tick(time);
    }

    /** Where batches go; made with the first. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        memory.close();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("cannot unlock {}: {}", path, e.getMessage());
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // By another packer of this process.
            return false;
        }
    }
}
