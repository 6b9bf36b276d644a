package io.bytefreezer.system.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions that only looking again and again can tell. Stateless. */
public final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private Waiting() {}

    /**
     * Waits until it holds, the time is over, or the thread is interrupted.
     *
     * @return whether it held
     */
    public static boolean until(Duration within, BooleanSupplier holds) {
        long begin = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - begin > within.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    /** Waits this long, or until the thread is interrupted. */
    public static void pause(Duration time) {
        until(time, () -> false);
    }
}
