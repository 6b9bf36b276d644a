package io.bytefreezer.proxy.sink;

import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Where inputs put events: Kafka, a receiver, or a spool on disk. Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface EventSink {

    /**
     * Takes the events in their order; may block for a few seconds.
     *
     * @return completes when the fate of each event is known, never exceptionally; whoever continues it must not block
     */
    CompletableFuture<Delivery> accept(DatasetRef dataset, List<RawEvent> events);
}
