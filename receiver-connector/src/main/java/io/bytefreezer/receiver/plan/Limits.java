package io.bytefreezer.receiver.plan;

import java.time.Duration;

/**
 * When an object is full. Whichever comes first.
 *
 * @param bytesMax compressed bytes written to it
 * @param recordsMax records in it
 * @param ageMax time since it was opened, by the wall clock
 */
public record Limits(long bytesMax, long recordsMax, Duration ageMax) {

    /**
     * @throws IllegalArgumentException when a limit is not positive
     */
    public Limits {
        if (bytesMax <= 0 || recordsMax <= 0 || ageMax.isNegative() || ageMax.isZero()) {
            throw new IllegalArgumentException("an object's limits must be positive: " + bytesMax + " bytes, "
                    + recordsMax + " records, " + ageMax);
        }
    }
}
