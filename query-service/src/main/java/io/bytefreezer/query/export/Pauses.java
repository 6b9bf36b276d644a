package io.bytefreezer.query.export;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits between tries. */
@FunctionalInterface
public interface Pauses {

    /** Waits; false when there is nothing to wait for any more, since all stops. */
    boolean pause(Duration time);

    /** Waits until the latch is open at most. */
    static Pauses until(CountDownLatch stop) {
        return time -> {
            try {
                return !stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }
}
