package io.bytefreezer.packer.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of batches that are done, kept for the next ones to write over: their pages are in memory and their blocks are theirs, which writes a row in half the time. Few and not
 * too large; all others are deleted. Thread-safe.
 */
final class SpareFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SpareFiles.class);

    private static final int FILES_MAX = 4;
    private static final long FILE_BYTES_MAX = 256L << 20;

    private final Path directory;
    /** Guarded by itself. */
    private final Deque<Path> spares = new ArrayDeque<>();

    /** None so far; {@code directory} is made with the first. */
    SpareFiles(Path directory) {
        this.directory = directory;
    }

    /** A new file for rows, of which only what is written to it from now on is to be read. */
    HourFile open(Path path) throws IOException {
        Path spare;
        synchronized (spares) {
            spare = spares.pollLast();
        }
        if (spare != null) {
            Files.move(spare, path);
        }
        return HourFile.open(path);
    }

    /** Keeps a file that is closed and that nobody reads any more, if there is a place for it. */
    void offer(Path file) {
        synchronized (spares) {
            if (spares.size() == FILES_MAX) {
                return;
            }
            try {
                if (Files.size(file) <= FILE_BYTES_MAX) {
                    Files.createDirectories(directory);
                    Path spare = directory.resolve(UUID.randomUUID().toString());
                    Files.move(file, spare);
                    spares.addLast(spare);
                }
            } catch (IOException e) {
                LOG.debug("{} is not kept to be written over: {}", file, e.getMessage());
            }
        }
    }
}
