package io.bytefreezer.proxy.spool;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes those who wait for the spool to change. Safe for use by many threads. */
final class Signal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fired = lock.newCondition();
    private long count;

    /** Something has changed. */
    void fire() {
        lock.lock();
        try {
            count++;
            fired.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How often it changed; to be asked before one looks, so that no change is missed. */
    long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a change after this count, for so long at most.
     *
     * @throws InterruptedException when the thread is told to stop
     */
    void awaitAfter(long seen, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (count == seen && left > 0) {
                left = fired.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
