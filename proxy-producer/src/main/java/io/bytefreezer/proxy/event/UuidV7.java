package io.bytefreezer.proxy.event;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (<a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562</a>): each is greater
 * than the one before, also within a millisecond and when the clock is set back (the RFC's method 2, a random value that
 * grows by random steps). Safe for use by many threads.
 */
public final class UuidV7 {

    private static final int RANDOM_HIGH_BITS = 12;
    private static final int RANDOM_LOW_BITS = 62;
    private static final int STEP_SHIFT = Integer.SIZE;
    private static final long LOW_MASK = (1L << RANDOM_LOW_BITS) - 1;
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 1L << 63;

    private final InstantSource clock;
    private final RandomGenerator random;
    private long millis = Long.MIN_VALUE;
    private long high;
    private long low;

    /** With the clock that gives the milliseconds, and the source of the rest; calls to both do not overlap. */
    public UuidV7(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** The next id. */
    public synchronized UUID next() {
        long now = clock.millis();
        if (now > millis) {
            millis = now;
            // The highest bit starts as zero, which leaves 2^73 values and more to count up to in one millisecond.
            high = random.nextLong() >>> (Long.SIZE - RANDOM_HIGH_BITS + 1);
            low = random.nextLong() & LOW_MASK;
        } else {
            low += 1 + (random.nextLong() >>> STEP_SHIFT);
            high += low >>> RANDOM_LOW_BITS;
            low &= LOW_MASK;
            millis += high >>> RANDOM_HIGH_BITS;
            high &= (1L << RANDOM_HIGH_BITS) - 1;
        }
        return new UUID(millis << 16 | VERSION | high, VARIANT | low);
    }

    /** The time in an id of version 7, to the millisecond. */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
