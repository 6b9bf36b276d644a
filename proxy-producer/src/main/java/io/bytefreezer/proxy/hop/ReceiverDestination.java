package io.bytefreezer.proxy.hop;

import io.bytefreezer.proxy.append.Appender;
import io.bytefreezer.proxy.append.Destination;
import io.bytefreezer.proxy.hop.ReceiverClient.Answer;
import io.bytefreezer.proxy.sink.Delivery;
import io.bytefreezer.proxy.sink.Delivery.Failure;
import io.bytefreezer.proxy.sink.Delivery.Reason;
import io.bytefreezer.proxy.sink.EventSink;
import io.bytefreezer.runtime.config.ControlConfig;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A receiver instead of Kafka. Events whose senders wait are posted at once and answered with what the receiver answers,
 * so 200 means here too that Kafka has them; those of the spool are numbered.
 */
public final class ReceiverDestination implements Destination {

    private final ReceiverClient client;
    private volatile String problem = "";

    /** With the receiver's address and the account's key; contacts nobody yet. */
    public ReceiverDestination(URI receiver, ControlConfig control) {
        this.client = new ReceiverClient(receiver, control);
    }

    @Override
    public EventSink sink() {
        return this::accept;
    }

    @Override
    public Appender appender(UUID source) {
        return new ReceiverAppender(client, source);
    }

    @Override
    public Health health() {
        String now = problem;
        return now.isEmpty() ? Health.up() : Health.degraded(now);
    }

    @Override
    public void close() {
        client.close();
    }

    private CompletableFuture<Delivery> accept(DatasetRef dataset, List<RawEvent> events) {
        Delivery delivery = deliver(dataset, events);
        problem = delivery.failures().stream()
                .filter(failure -> failure.reason() != Reason.TOO_LARGE)
                .findFirst()
                .map(failure -> "events of " + dataset + " do not reach Kafka: " + failure.message())
                .orElse("");
        return CompletableFuture.completedFuture(delivery);
    }

    private Delivery deliver(DatasetRef dataset, List<RawEvent> events) {
        try {
            Answer answer = client.post(dataset, events, Map.of());
            return answer.isGood() ? new Delivery(events.size(), List.of()) : failed(events, answer.failure());
        } catch (IOException e) {
            return failed(events, client.failure(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(events, new Failure(0, Reason.UNAVAILABLE, "the proxy stops"));
        }
    }

    private static Delivery failed(List<RawEvent> events, Failure failure) {
        return Delivery.failed(events.size(), failure.reason(), failure.message());
    }
}
