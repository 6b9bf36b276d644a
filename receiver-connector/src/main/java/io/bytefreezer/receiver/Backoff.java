package io.bytefreezer.receiver;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that grow while something stays away. Half of each is random, so that tasks do not come back all at once. */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int DOUBLINGS_MAX = 5;

    private int failures;

    /** How long to wait after one more failure. */
    Duration next() {
        long full = FIRST.toMillis() << Math.min(failures, DOUBLINGS_MAX);
        failures++;
        return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2));
    }

    /** It works again. */
    void reset() {
        failures = 0;
    }
}
