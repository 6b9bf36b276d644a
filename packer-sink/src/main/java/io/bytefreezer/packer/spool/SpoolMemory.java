package io.bytefreezer.packer.spool;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Memory for rows on their way, of all tables together: blocks outside the heap, which would move them about, used again and again. Those that nobody wants for a while are
 * given back, as they hold events. Thread-safe.
 */
final class SpoolMemory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolMemory.class);

    /** Small, as an hour of few rows takes one too. */
    static final int BLOCK_BYTES = 256 << 10;

    private static final Duration KEPT = Duration.ofMinutes(2);

    /** The one that was used last at the end; guarded by itself, as all below. */
    private final Deque<Free> free = new ArrayDeque<>();

    private long blocksMax;
    private long blocks;
    private Instant now = Instant.EPOCH;

    /**
     * No memory so far.
     *
     * @param bytesMax what it takes at most, in bytes; less than a block is nothing
     */
    SpoolMemory(long bytesMax) {
        this.blocksMax = bytesMax / BLOCK_BYTES;
    }

    /** A block in use. */
    record Block(Arena arena, MemorySegment bytes) {}

    private record Free(Block block, Instant since) {}

    /** A block in which anything may stand; null when there is none left. */
    @Nullable Block take() {
        synchronized (free) {
            Free known = free.pollLast();
            if (known != null) {
                return known.block();
            }
            return blocks < blocksMax ? allocate() : null;
        }
    }

    /** Takes back what nobody reads any more. */
    void give(Collection<Block> unused) {
        synchronized (free) {
            for (Block block : unused) {
                free.addLast(new Free(block, now));
            }
            trim(Instant.MIN);
        }
    }

    /** Tells the time, every few seconds: blocks that nobody wanted for a while go back to the system. */
    void tick(Instant time) {
        synchronized (free) {
            now = time;
            trim(time.minus(KEPT));
        }
    }

    /** Frees all; blocks in use follow when they are given back. */
    @Override
    public void close() {
        synchronized (free) {
            blocksMax = 0;
            trim(Instant.MIN);
        }
    }

    /** Bytes taken from the system at the moment. */
    long bytes() {
        synchronized (free) {
            return blocks * BLOCK_BYTES;
        }
    }

    private void trim(Instant since) {
        for (Free oldest = free.peekFirst();
                oldest != null && (blocks > blocksMax || oldest.since().isBefore(since));
                oldest = free.peekFirst()) {
            free.removeFirst();
            oldest.block().arena().close();
            blocks--;
        }
    }

    // Whoever trims closes it.
    @SuppressWarnings("MustBeClosedChecker")
    private @Nullable Block allocate() {
        Arena arena = Arena.ofShared();
        try {
            Block block = new Block(arena, arena.allocate(BLOCK_BYTES));
            blocks++;
            return block;
        } catch (OutOfMemoryError e) {
            arena.close();
            LOG.warn(
                    "the system gives no more memory for rows than {} MiB ({}): further ones go to the disk, which takes longer;"
                            + " set memory.spool lower, or -XX:MaxDirectMemorySize higher",
                    (blocks * BLOCK_BYTES) >> 20,
                    e.getMessage());
            blocksMax = blocks;
            return null;
        }
    }
}
