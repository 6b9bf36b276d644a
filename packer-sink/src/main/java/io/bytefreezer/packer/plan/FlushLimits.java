package io.bytefreezer.packer.plan;

import java.time.Duration;

/**
 * When a batch goes to its table: at whichever comes first.
 *
 * @param bytes spooled bytes
 * @param age time since its first record
 * @param hours different hours of event time: each becomes a file
 */
public record FlushLimits(long bytes, Duration age, int hours) {

    /**
     * @throws IllegalArgumentException when a batch could never hold a row, or never end
     */
    public FlushLimits {
        if (bytes < 1 || hours < 1 || age.isNegative()) {
            throw new IllegalArgumentException(
                    "a batch must be able to hold a row: bytes " + bytes + ", age " + age + ", hours " + hours);
        }
    }
}
