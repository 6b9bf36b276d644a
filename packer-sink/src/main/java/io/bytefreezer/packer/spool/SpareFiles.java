package io.bytefreezer.packer.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of batches that are done, kept for the next ones to write over: their pages are in memory and their blocks are theirs, which writes a row in half the time. Few, not
 * too large and not for long, as they hold events; all others are deleted. Thread-safe.
 */
final class SpareFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SpareFiles.class);

    private static final int FILES_MAX = 4;
    private static final long FILE_BYTES_MAX = 256L << 20;
    private static final Duration KEPT = Duration.ofMinutes(2);

    private final Path directory;
    /** The oldest first; guarded by itself. */
    private final Deque<Spare> spares = new ArrayDeque<>();

    /** As told last; guarded by the spares. */
    private Instant now = Instant.EPOCH;

    /** None so far; {@code directory} is made with the first. */
    SpareFiles(Path directory) {
        this.directory = directory;
    }

    private record Spare(Path file, Instant since) {}

    /** A file for rows, in which nothing stands but what is written to it from now on once it is closed. */
    HourFile open(Path path) throws IOException {
        Spare spare;
        synchronized (spares) {
            spare = spares.pollLast();
        }
        if (spare != null) {
            Files.move(spare.file(), path);
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
                    Path kept = directory.resolve(UUID.randomUUID().toString());
                    Files.move(file, kept);
                    spares.addLast(new Spare(kept, now));
                }
            } catch (IOException e) {
                LOG.debug("{} is not kept to be written over: {}", file, e.getMessage());
            }
        }
    }

    /** Tells the time, every few seconds: those that nobody wanted for a while are deleted. */
    void tick(Instant time) {
        synchronized (spares) {
            now = time;
            for (Spare oldest = spares.peekFirst();
                    oldest != null && oldest.since().plus(KEPT).isBefore(time);
                    oldest = spares.peekFirst()) {
                spares.removeFirst();
                Directories.delete(oldest.file());
            }
        }
    }
}
