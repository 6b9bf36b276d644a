package io.bytefreezer.packer.consume;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after failures that follow each other: longer each time, up to a limit, and spread. Belongs to the consumer's thread. */
final class Pauses {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration MAX = Duration.ofSeconds(30);
    private static final int DOUBLINGS_MAX = 6;

    private final RandomGenerator random;
    private int failures;

    Pauses(RandomGenerator random) {
        this.random = random;
    }

    /** The pause after one more failure. */
    Duration afterFailure() {
        Duration most = FIRST.multipliedBy(1L << Math.min(failures, DOUBLINGS_MAX));
        Duration bounded = most.compareTo(MAX) < 0 ? most : MAX;
        failures++;
        return bounded.dividedBy(2).plusMillis(random.nextLong(bounded.toMillis() / 2 + 1));
    }

    /** All is well again. */
    void reset() {
        failures = 0;
    }
}
