package io.bytefreezer.proxy.sink;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.bytefreezer.proxy.decode.DecodedEvent;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in for senders that cannot repeat themselves (UDP, TCP without acknowledgement): it never blocks, and offers
 * events again until they are durable. It holds them in memory, as many as its callers' {@link InFlightBytes} let
 * through. An event too large for Kafka is cut and marked {@link DecodedEvent#TRUNCATED}. Safe for use by many threads.
 */
public final class BufferedSink implements EventSink {

    private static final Logger LOG = LoggerFactory.getLogger(BufferedSink.class);

    private static final Duration RETRY_AFTER = Duration.ofMillis(500);

    private final EventSink target;
    private final Set<Batch> pending = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("buffered-sink").daemon().factory());

    /**
     * Starts its thread.
     *
     * @param target takes the events in the end; may block
     */
    public BufferedSink(EventSink target) {
        this.target = target;
    }

    /** Fails only events that are refused for good, and those that are left when the sink stops. */
    @Override
    public CompletableFuture<Delivery> accept(DatasetRef dataset, List<RawEvent> events) {
        Batch batch = new Batch(dataset, events);
        pending.add(batch);
        var unused = batch.done().whenComplete((delivery, error) -> pending.remove(batch));
        schedule(batch, Duration.ZERO);
        return batch.done();
    }

    /**
     * Stops: waits for what is open to become durable, then gives it up. What comes later fails.
     *
     * @param timeout how long it waits at most
     */
    public void stop(Duration timeout) {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(pending.stream().map(Batch::done).toArray(CompletableFuture[]::new));
        try {
            all.get(timeout.toMillis(), MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("{} batches of events did not reach Kafka before the proxy stopped", pending.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
        List.copyOf(pending).forEach(Batch::giveUp);
    }

    private void schedule(Batch batch, Duration delay) {
        try {
            var unused = executor.schedule(() -> offer(batch), delay.toMillis(), MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            batch.giveUp();
        }
    }

    private void offer(Batch batch) {
        var unused = target.accept(batch.dataset(), batch.open()).thenAccept(delivery -> {
            if (batch.settle(delivery)) {
                schedule(batch, RETRY_AFTER);
            }
        });
    }
}
