package io.bytefreezer.query.tail;

import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What is kept of each dataset's tail. Those that nobody asks for are dropped, and the ones unused for longest when all need too much. Thread-safe. */
final class KeptTails {

    private final Map<DatasetRef, Entry> entries = new ConcurrentHashMap<>();
    private final long bytesMax;
    private final Duration idle;

    KeptTails(long bytesMax, Duration idle) {
        this.bytesMax = bytesMax;
        this.idle = idle;
    }

    /** The place of one dataset. Used by one thread at a time, from {@link #open} to {@link #close()}. */
    static final class Entry implements AutoCloseable {

        private final ReentrantLock lock = new ReentrantLock();
        private volatile long used = System.nanoTime();
        private volatile long bytes;
        private @Nullable KeptRows rows;

        @Nullable KeptRows rows() {
            return rows;
        }

        /** Drops what was kept here and keeps this instead. */
        void keep(@Nullable KeptRows others) {
            if (rows != null && rows != others) {
                rows.drop();
            }
            rows = others;
        }

        @Override
        public void close() {
            used = System.nanoTime();
            bytes = rows == null ? 0 : rows.bytes();
            lock.unlock();
        }
    }

    /**
     * Takes a dataset's place, after whoever has it.
     *
     * @throws TimeoutException when others have it until the deadline
     */
    Entry open(DatasetRef dataset, long deadline) throws InterruptedException, TimeoutException {
        Entry entry = entries.computeIfAbsent(dataset, ignored -> new Entry());
        if (!entry.lock.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("other queries read the same rows");
        }
        return entry;
    }

    /** Bytes of all rows kept. */
    long bytes() {
        return entries.values().stream().mapToLong(entry -> entry.bytes).sum();
    }

    /** Drops what was not used for long, and then what was not used for longest until the rest is within the limit. */
    void shrink(long now) {
        List<Entry> oldestFirst = entries.values().stream()
                .sorted(Comparator.comparingLong(entry -> entry.used - now))
                .toList();
        for (Entry entry : oldestFirst) {
            boolean unused = now - entry.used > idle.toNanos();
            // Whoever has it looks after the limit when done.
            if ((unused || bytes() > bytesMax) && entry.lock.tryLock()) {
                try {
                    entry.keep(null);
                    entry.bytes = 0;
                } finally {
                    entry.lock.unlock();
                }
            }
        }
    }

    /** Drops everything. */
    void clear() {
        entries.values().forEach(entry -> {
            entry.lock.lock();
            try {
                entry.keep(null);
                entry.bytes = 0;
            } finally {
                entry.lock.unlock();
            }
        });
    }
}
