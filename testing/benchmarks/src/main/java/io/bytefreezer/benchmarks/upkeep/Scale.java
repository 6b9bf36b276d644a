package io.bytefreezer.benchmarks.upkeep;

import java.time.Duration;
import java.time.Instant;

/**
 * How much is measured.
 *
 * @param events how many
 * @param batches in how many commits they come
 * @param start the first hour
 * @param targetBytes size that files are to come near to
 * @param seed makes the events
 */
record Scale(long events, int batches, Instant start, long targetBytes, long seed) {

    /** Hours of event time. */
    static final int HOURS = 48;

    private static final int SMALL_SHARE = 2;
    private static final int TINY_SHARE = 8;
    private static final int LARGEST_TIMES = 2;

    /**
     * @throws IllegalArgumentException when hours and batches do not go together
     */
    Scale {
        if (events < batches || batches % HOURS != 0) {
            throw new IllegalArgumentException(
                    "--batches must be a multiple of " + HOURS + ", and no more than --events");
        }
    }

    /** The sequence number of a batch's first event. */
    long first(int batch) {
        return Math.floorDiv(events * batch, (long) batches);
    }

    Instant hour(int index) {
        return start.plus(Duration.ofHours(index));
    }

    int batchesAnHour() {
        return batches / HOURS;
    }

    /** No file of a closed hour is to be smaller. */
    long tinyBytes() {
        return targetBytes / TINY_SHARE;
    }

    /** Files of closed hours are to be at least so large. */
    long smallBytes() {
        return targetBytes / SMALL_SHARE;
    }

    /** Nor larger than this. */
    long largestBytes() {
        return LARGEST_TIMES * targetBytes;
    }
}
