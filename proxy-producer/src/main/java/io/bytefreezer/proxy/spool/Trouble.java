package io.bytefreezer.proxy.spool;

import io.bytefreezer.proxy.sink.Delivery.Failure;
import java.time.Duration;

/**
 * Why a dataset's events do not get on, and when to try again: after twice as long with each failure. Pure.
 *
 * @param failures how often in a row
 * @param failure the last one
 * @param retryAt when to try again, in nanoseconds of the clock that gave the time of the failure
 */
record Trouble(int failures, Failure failure, long retryAt) {

    private static final Duration RETRY_AFTER_MIN = Duration.ofMillis(200);

    /** What may pass by itself is tried often. */
    private static final Duration RETRY_AFTER_MAX = Duration.ofSeconds(5);

    /** Where an operator has to act there is no hurry. */
    private static final Duration REFUSED_RETRY_AFTER_MAX = Duration.ofSeconds(30);

    private static final int DOUBLINGS_MAX = 20;

    /** The trouble after one more failure. */
    static Trouble after(int failuresBefore, Failure failure, long now) {
        Duration most = failure.reason().isRetriable() ? RETRY_AFTER_MAX : REFUSED_RETRY_AFTER_MAX;
        long doubled = RETRY_AFTER_MIN.toNanos() << Math.min(failuresBefore, DOUBLINGS_MAX);
        return new Trouble(failuresBefore + 1, failure, now + Math.min(doubled, most.toNanos()));
    }

    boolean isOver(long now) {
        return now - retryAt >= 0;
    }

    /** The same, tried again at once. */
    Trouble now(long now) {
        return new Trouble(failures, failure, now);
    }
}
