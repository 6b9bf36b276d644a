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

    /** The same, for batches of at most so many rows. */
    public FlushLimits withRows(long most) {
        return new FlushLimits(bytes, age, hours, most);
    }
}
