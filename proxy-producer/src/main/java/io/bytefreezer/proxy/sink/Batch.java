package io.bytefreezer.proxy.sink;

import io.bytefreezer.proxy.decode.DecodedEvent;
import io.bytefreezer.proxy.sink.Delivery.Failure;
import io.bytefreezer.proxy.sink.Delivery.Reason;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Events that were given to a {@link BufferedSink} together, until the fate of each is known. Safe for use by many threads. */
final class Batch {

    private static final int PAYLOAD_BYTES_MIN = 1024;

    private final DatasetRef dataset;
    private final int size;
    private final List<Failure> failures = new ArrayList<>();
    private final CompletableFuture<Delivery> done = new CompletableFuture<>();
    private List<Item> open;

    /** An event and its place among those given. */
    private record Item(int index, RawEvent event) {}

    Batch(DatasetRef dataset, List<RawEvent> events) {
        this.dataset = dataset;
        this.size = events.size();
        this.open = IntStream.range(0, size)
                .mapToObj(index -> new Item(index, events.get(index)))
                .toList();
    }

    DatasetRef dataset() {
        return dataset;
    }

    /** Completes when the fate of all is known. */
    CompletableFuture<Delivery> done() {
        return done;
    }

    /** The events that are to be offered next. */
    synchronized List<RawEvent> open() {
        return open.stream().map(Item::event).toList();
    }

    /** Takes what became of the events offered, and says whether some have to be offered again. */
    boolean settle(Delivery delivery) {
        boolean isSettled = takeFailures(delivery);
        if (isSettled) {
            finish();
        }
        return !isSettled;
    }

    /** The events still open are given up. */
    void giveUp() {
        synchronized (this) {
            open.forEach(item -> failures.add(
                    new Failure(item.index(), Reason.UNAVAILABLE, "the proxy stopped before Kafka took it")));
            open = List.of();
        }
        finish();
    }

    private synchronized boolean takeFailures(Delivery delivery) {
        List<Item> again = new ArrayList<>();
        for (Failure failure : open.isEmpty() ? List.<Failure>of() : delivery.failures()) {
            Item item = open.get(failure.index());
            if (failure.reason().isRetriable()) {
                again.add(item);
            } else if (failure.reason() == Reason.TOO_LARGE && item.event().payload().length > PAYLOAD_BYTES_MIN) {
                again.add(new Item(item.index(), halved(item.event())));
            } else {
                failures.add(new Failure(item.index(), failure.reason(), failure.message()));
            }
        }
        open = List.copyOf(again);
        return open.isEmpty();
    }

    private void finish() {
        Delivery delivery;
        synchronized (this) {
            delivery = new Delivery(size, failures);
        }
        done.complete(delivery);
    }

    private static RawEvent halved(RawEvent event) {
        byte[] payload = event.payload();
        Map<String, String> attributes = new HashMap<>(event.attributes());
        attributes.putIfAbsent(DecodedEvent.TRUNCATED, Integer.toString(payload.length));
        return new RawEvent(
                event.eventId(),
                event.receivedAt(),
                event.input(),
                event.sourceAddress(),
                event.format(),
                attributes,
                Arrays.copyOf(payload, payload.length / 2));
    }
}
