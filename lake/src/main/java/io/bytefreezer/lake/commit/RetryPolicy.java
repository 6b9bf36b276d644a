package io.bytefreezer.lake.commit;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and how soon a lost race is run again.
 *
 * @param attemptsMax attempts in all
 * @param waitFirst longest wait before the second attempt; doubled each time
 * @param waitMax no wait is longer
 */
public record RetryPolicy(int attemptsMax, Duration waitFirst, Duration waitMax) {

    /** Enough for a dozen packers on one table. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(30, Duration.ofMillis(50), Duration.ofSeconds(2));

    private static final int DOUBLINGS_MAX = 20;

    /** The wait after a failed attempt, counted from 1: anything up to the limit, so that rivals part. */
    Duration waitAfter(int attempt, RandomGenerator random) {
        long limit = Math.min(waitMax.toMillis(), waitFirst.toMillis() << Math.min(attempt - 1, DOUBLINGS_MAX));
        return Duration.ofMillis(random.nextLong(limit + 1));
    }
}
