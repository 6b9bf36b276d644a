package io.bytefreezer.runtime.control;

import java.time.Duration;

/**
 * How long to wait after a failure: twice as long after each, between two limits, with half of it left to chance so that
 * services that failed together do not come back together. Pure.
 *
 * @param least the wait after the first failure
 * @param most the longest wait
 */
record Backoff(Duration least, Duration most) {

    private static final int DOUBLINGS_MAX = 30;

    /**
     * The wait after so many failures in a row.
     *
     * @param failures at least 1
     * @param chance from 0 (half the wait) to 1 (all of it)
     */
    Duration after(int failures, double chance) {
        long doubled = least.toMillis() << Math.min(failures - 1, DOUBLINGS_MAX);
        long wait = Math.min(doubled, most.toMillis());
        return Duration.ofMillis((long) (wait * (1 + chance) / 2));
    }
}
