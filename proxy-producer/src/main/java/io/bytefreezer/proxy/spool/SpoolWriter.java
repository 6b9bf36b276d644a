package io.bytefreezer.proxy.spool;

import io.bytefreezer.proxy.sink.Delivery;
import io.bytefreezer.proxy.sink.Delivery.Reason;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes events to the spool on one thread of its own: all that has come while it was writing with the next sync. What
 * waits is bounded by its callers' {@link io.bytefreezer.proxy.sink.InFlightBytes}. While the disk fails it tries again,
 * and keeps the order. Adding never blocks, and is safe from any thread.
 */
final class SpoolWriter {

    private static final long WRITE_BYTES_MAX = 8L * 1024 * 1024;
    private static final Duration RETRY_AFTER = Duration.ofMillis(500);

    private final SpoolDisk disk;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Pending> queue = new ArrayDeque<>();
    private final Thread thread;
    private long queuedBytes;
    private boolean closing;
    private volatile boolean givingUp;

    /** Starts its thread. */
    SpoolWriter(SpoolDisk disk) {
        this.disk = disk;
        this.thread = Thread.ofPlatform().name("spool-writer").daemon().start(this::run);
    }

    private record Pending(DatasetRef dataset, List<RawEvent> events, long bytes, CompletableFuture<Delivery> done) {}

    /** Completes when the events are on disk, or when they were given up because the writer stopped. */
    CompletableFuture<Delivery> add(DatasetRef dataset, List<RawEvent> events) {
        long bytes = events.stream().mapToLong(event -> event.payload().length).sum();
        Pending pending = new Pending(dataset, events, bytes, new CompletableFuture<>());
        lock.lock();
        try {
            if (!closing) {
                queue.add(pending);
                queuedBytes += bytes;
                changed.signalAll();
                return pending.done();
            }
        } finally {
            lock.unlock();
        }
        giveUp(pending);
        return pending.done();
    }

    /** Payload bytes that wait to be written, or are being written. */
    long queuedBytes() {
        lock.lock();
        try {
            return queuedBytes;
        } finally {
            lock.unlock();
        }
    }

    /** Writes what has come, and ends; what is not written in this time is given up. */
    void stop(Duration timeout) {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (!thread.join(timeout)) {
                givingUp = true;
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException e) {
            givingUp = true;
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        for (List<Pending> batch = take(); !batch.isEmpty(); batch = take()) {
            boolean written = write(batch);
            long bytes = batch.stream().mapToLong(Pending::bytes).sum();
            lock.lock();
            try {
                queuedBytes -= bytes;
            } finally {
                lock.unlock();
            }
            for (Pending pending : batch) {
                if (written) {
                    pending.done().complete(new Delivery(pending.events().size(), List.of()));
                } else {
                    giveUp(pending);
                }
            }
        }
    }

    /** What waits, within one write's limit; nothing when the writer is to end. */
    private List<Pending> take() {
        List<Pending> batch = new ArrayList<>();
        lock.lock();
        try {
            while (queue.isEmpty() && !closing) {
                changed.awaitUninterruptibly();
            }
            long bytes = 0;
            for (Pending next = queue.peek();
                    next != null && (batch.isEmpty() || bytes + next.bytes() <= WRITE_BYTES_MAX);
                    next = queue.peek()) {
                bytes += next.bytes();
                batch.add(queue.remove());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the events are on disk in the end. */
    private boolean write(List<Pending> batch) {
        List<SpoolEvents> events = batch.stream()
                .map(pending -> new SpoolEvents(
                        pending.dataset(),
                        pending.events().stream().map(SpoolValue::encode).toList()))
                .toList();
        DatasetRef dataset = batch.getFirst().dataset();
        while (!givingUp) {
            SpoolStore store = disk.store();
            try {
                disk.append(store, events);
                return true;
            } catch (SpoolException e) {
                disk.repair(store, e);
                if (hasLanded(store, dataset)) {
                    return true;
                }
                LockSupport.parkNanos(RETRY_AFTER.toNanos());
            }
        }
        return false;
    }

    /** A write that failed may be on disk all the same: it is there as a whole or not at all. */
    private boolean hasLanded(SpoolStore before, DatasetRef dataset) {
        SpoolStore now = disk.store();
        return now.id().equals(before.id())
                && now.extent(dataset).next() > before.extent(dataset).next();
    }

    private static void giveUp(Pending pending) {
        pending.done()
                .complete(Delivery.failed(
                        pending.events().size(), Reason.NOT_SPOOLED, "the proxy stopped before it was on disk"));
    }
}
