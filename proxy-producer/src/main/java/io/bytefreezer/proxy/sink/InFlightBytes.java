package io.bytefreezer.proxy.sink;

import io.bytefreezer.proxy.join.Hold;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the bytes that are somewhere between a socket and Kafka or the disk, so that memory stays bounded. Each input draws from a
 * share: half of the whole at most, so that one whose events do not move on leaves room for the others. Safe for use by
 * many threads; a lease belongs to one at a time.
 */
public final class InFlightBytes {

    private static final int SHARES = 2;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private final long max;
    private long used;

    /** With this many bytes for all shares together. */
    public InFlightBytes(long max) {
        this.max = max;
    }

    /** A share for one input. */
    public Share share() {
        return new Share();
    }

    /** The bytes in flight now. */
    public long used() {
        lock.lock();
        try {
            return used;
        } finally {
            lock.unlock();
        }
    }

    /** One input's part of the whole. */
    public final class Share {

        private final long shareMax = max / SHARES;
        private long shareUsed;

        private Share() {}

        /** An empty lease, to be grown and then closed. */
        public Lease lease() {
            return new Lease(this);
        }

        private boolean isFree(long bytes) {
            return shareUsed + bytes <= shareMax && used + bytes <= max;
        }

        private void add(long bytes) {
            shareUsed += bytes;
            used += bytes;
        }
    }

    /** The bytes of one request, datagram or read. What is larger than a share counts as the whole share. */
    public final class Lease implements Hold {

        private final Share share;
        private long held;

        private Lease(Share share) {
            this.share = share;
        }

        @Override
        public boolean tryGrow(long bytes) {
            lock.lock();
            try {
                boolean free = share.isFree(growth(bytes));
                if (free) {
                    hold(growth(bytes));
                }
                return free;
            } finally {
                lock.unlock();
            }
        }

        /**
         * Takes so many bytes more as soon as they are free: this is how an input stops reading.
         *
         * @throws InterruptedException when the thread is told to stop
         */
        public void grow(long bytes) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (!share.isFree(growth(bytes))) {
                    released.await();
                }
                hold(growth(bytes));
            } finally {
                lock.unlock();
            }
        }

        /** Gives all of it back. Closing twice does nothing. */
        @Override
        public void close() {
            lock.lock();
            try {
                hold(-held);
                released.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private long growth(long bytes) {
            return Math.min(held + bytes, share.shareMax) - held;
        }

        private void hold(long bytes) {
            held += bytes;
            share.add(bytes);
        }
    }
}
