package io.bytefreezer.query.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The places for queries that run and for those that wait, served in order of arrival. Safe for use by many threads. */
public final class QuerySlots {

    private final Semaphore waiting;
    private final Semaphore running;
    private final int concurrent;

    /** So many running and waiting. */
    public QuerySlots(int concurrent, int queue) {
        this.concurrent = concurrent;
        this.running = new Semaphore(concurrent, true);
        this.waiting = new Semaphore(concurrent + queue, true);
    }

    /** A place to run; closing it twice is harmless. */
    public interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /** A place to run, or nothing when the queue is full or the wait too long. */
    public Optional<Slot> acquire(Duration wait) throws InterruptedException {
        if (!waiting.tryAcquire()) {
            return Optional.empty();
        }
        boolean acquired = false;
        try {
            acquired = running.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!acquired) {
                waiting.release();
            }
        }
        return acquired ? Optional.of(slot()) : Optional.empty();
    }

    /** Queries that run now. */
    public int runningNow() {
        return concurrent - running.availablePermits();
    }

    private Slot slot() {
        AtomicBoolean closed = new AtomicBoolean();
        return () -> {
            if (closed.compareAndSet(false, true)) {
                running.release();
                waiting.release();
            }
        };
    }
}
