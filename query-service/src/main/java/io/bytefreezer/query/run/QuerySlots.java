package io.bytefreezer.query.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The places for queries that run and for those that wait, shared fairly between keys. Safe for use by many threads. */
public final class QuerySlots {

    /** Guarded by itself. A request's future says whether it runs or is sent away. */
    private final FairQueue<CompletableFuture<Boolean>> queue;

    /** So many running and waiting. */
    public QuerySlots(int concurrent, int queue) {
        this.queue = new FairQueue<>(concurrent, queue);
    }

    /** A place to run; closing it twice is harmless. */
    public interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * A place to run, or nothing when the queue is full or the wait too long.
     *
     * @param key who asks
     * @param most places of the key at once
     */
    public Optional<Slot> acquire(String key, int most, Duration wait) throws InterruptedException {
        CompletableFuture<Boolean> request = new CompletableFuture<>();
        FairQueue.Admission<CompletableFuture<Boolean>> admission;
        synchronized (queue) {
            admission = queue.enter(key, most, request);
        }
        CompletableFuture<Boolean> pushedOut = admission.pushedOut();
        if (pushedOut != null) {
            pushedOut.complete(false);
        }
        boolean runs = admission.runs() || (admission.waits() && await(key, request, wait));
        return runs ? Optional.of(slot(key)) : Optional.empty();
    }

    /** Queries that run now. */
    public int runningNow() {
        synchronized (queue) {
            return queue.running();
        }
    }

    private boolean await(String key, CompletableFuture<Boolean> request, Duration wait) throws InterruptedException {
        try {
            return request.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            return !gaveUp(key, request) && request.join();
        } catch (InterruptedException e) {
            if (!gaveUp(key, request) && request.join()) {
                leave(key);
            }
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("requests never fail", e);
        }
    }

    /** Whether the request was still waiting; if not, it has its answer or gets it at once. */
    private boolean gaveUp(String key, CompletableFuture<Boolean> request) {
        synchronized (queue) {
            return queue.giveUp(key, request);
        }
    }

    private void leave(String key) {
        List<CompletableFuture<Boolean>> next;
        synchronized (queue) {
            next = queue.leave(key);
        }
        next.forEach(request -> request.complete(true));
    }

    private Slot slot(String key) {
        AtomicBoolean closed = new AtomicBoolean();
        return () -> {
            if (closed.compareAndSet(false, true)) {
                leave(key);
            }
        };
    }
}
