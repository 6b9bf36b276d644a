package io.bytefreezer.control.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the installation's revision, and wakes those who wait for a later one. One thread of its own asks the database:
 * often while somebody waits, now and then otherwise, at once after {@link #lookNow}. A change made by another process is
 * so seen within {@link #LOOK_WHILE_AWAITED}; only one small row is read, however many wait.
 */
public final class RevisionWatch implements AutoCloseable {

    /** Time between two looks while somebody waits. */
    public static final Duration LOOK_WHILE_AWAITED = Duration.ofMillis(250);

    private static final Duration LOOK_WHILE_IDLE = Duration.ofSeconds(5);
    private static final Duration STOP_TIME_MAX = Duration.ofSeconds(2);

    /** Most that wait at a time: each holds a connection. */
    private static final int WAITERS_MAX = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(RevisionWatch.class);

    /** How a wait ended. */
    public enum Waited {
        /** Something has changed since, perhaps not for the one who waited. */
        CHANGED,
        /** Nothing has changed. */
        TIMED_OUT,
        /** Too many wait already: this one did not. */
        TOO_MANY,
        /** The watch is closed. */
        CLOSED
    }

    private final LongSupplier source;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition looked = lock.newCondition();
    private final Condition lookWanted = lock.newCondition();

    // Guarded by the lock.
    private long latest = -1;
    private int waiters;
    private boolean wanted;
    private boolean closed;
    private @Nullable String problem;

    /** A watch of this revision, which asks the database; it may throw when that is away. */
    public RevisionWatch(LongSupplier source) {
        this.source = source;
        this.thread = Thread.ofVirtual().name("revision-watch").unstarted(this::run);
    }

    /** Starts to look; called once. */
    public void start() {
        thread.start();
    }

    /** The latest revision seen: where to start {@link #awaitAfter}, if taken before the configuration is read. */
    public long latest() {
        lock.lock();
        try {
            return latest;
        } finally {
            lock.unlock();
        }
    }

    /** Asks the database at once: something was changed here. */
    public void lookNow() {
        lock.lock();
        try {
            wanted = true;
            lookWanted.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until another revision than this one is seen. */
    public Waited awaitAfter(long revision, Duration timeMax) throws InterruptedException {
        lock.lock();
        try {
            if (waiters >= WAITERS_MAX) {
                return Waited.TOO_MANY;
            }
            waiters++;
            if (waiters == 1) {
                lookWanted.signal();
            }
            try {
                return await(revision, timeMax.toNanos());
            } finally {
                waiters--;
            }
        } finally {
            lock.unlock();
        }
    }

    private Waited await(long revision, long timeMax) throws InterruptedException {
        long nanos = timeMax;
        while (!closed && latest == revision && nanos > 0) {
            nanos = looked.awaitNanos(nanos);
        }
        if (closed) {
            return Waited.CLOSED;
        }
        return latest == revision ? Waited.TIMED_OUT : Waited.CHANGED;
    }

    /** How many wait. */
    public int waiters() {
        lock.lock();
        try {
            return waiters;
        } finally {
            lock.unlock();
        }
    }

    /** Why the latest look failed, or nothing when it did not. */
    public Optional<String> problem() {
        lock.lock();
        try {
            return Optional.ofNullable(problem);
        } finally {
            lock.unlock();
        }
    }

    /** Wakes all who wait, and stops. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            looked.signalAll();
            lookWanted.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(STOP_TIME_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean going = true;
        while (going) {
            try {
                seen(source.getAsLong());
            } catch (RuntimeException e) {
                failed(e);
            }
            going = awaitNextLook();
        }
    }

    private void seen(long revision) {
        lock.lock();
        try {
            problem = null;
            if (revision != latest) {
                latest = revision;
                looked.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void failed(RuntimeException error) {
        lock.lock();
        try {
            if (problem == null && !closed) {
                LOG.warn("the database does not answer; trying again until it does", error);
            }
            problem = "the database does not answer: " + error.getMessage();
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is a next look at all. */
    private boolean awaitNextLook() {
        lock.lock();
        try {
            long nanos = LOOK_WHILE_IDLE.toNanos();
            long pause = LOOK_WHILE_AWAITED.toNanos();
            long slept = 0;
            while (!closed && !wanted && slept < (waiters > 0 ? pause : nanos)) {
                long ask = (waiters > 0 ? pause : nanos) - slept;
                slept += ask - lookWanted.awaitNanos(ask);
            }
            wanted = false;
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
