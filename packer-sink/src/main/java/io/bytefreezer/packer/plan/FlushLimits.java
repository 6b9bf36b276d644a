package io.bytefreezer.packer.plan;

import java.time.Duration;

/**
 * When a batch goes to its table: at whichever comes first.
 *
 * @param bytes spooled bytes
 * @param age time since its first record
 * @param hours different hours of event time: each becomes a file
 * @param rows rows spooled
 */
public record FlushLimits(long bytes, Duration age, int hours, long rows) {

    /** Dead letters wait in memory until their batch is committed, so they are bounded apart from what is on disk. */
    public static final long REJECTED_BYTES_MAX = 8L << 20;

    private static final Duration HUNT_AGE = Duration.ofSeconds(1);

    /**
     * @throws IllegalArgumentException when a batch could never hold a row
     */
    public FlushLimits {
        if (bytes < 1 || hours < 1 || rows < 1 || age.isNegative()) {
            throw new IllegalArgumentException("a batch must be able to hold a row: bytes " + bytes + ", age " + age
                    + ", hours " + hours + ", rows " + rows);
        }
    }

    /** The same, for any number of rows. */
    public FlushLimits(long bytes, Duration age, int hours) {
        this(bytes, age, hours, Long.MAX_VALUE);
    }

    /** The same while a culprit is hunted among so many rows at most: everybody waits for it, so small batches go at once. */
    public FlushLimits hunting(long rowsMax) {
        if (rowsMax >= rows) {
            return this;
        }
        return new FlushLimits(bytes, age.compareTo(HUNT_AGE) < 0 ? age : HUNT_AGE, hours, rowsMax);
    }
}
