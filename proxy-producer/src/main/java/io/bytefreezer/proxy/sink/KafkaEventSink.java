package io.bytefreezer.proxy.sink;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.bytefreezer.proxy.sink.Delivery.Reason;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to their dataset's raw topic as {@link RawRecords}. Safe for use by many threads.
 */
final class KafkaEventSink implements EventSink {

    static final Duration TOPICS_TIMEOUT = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final RawRecords raw;
    private final ReadyTopics ready;
    private volatile String problem = "";

    /** Writes with this producer, which stays the caller's. */
    KafkaEventSink(Producer<byte[], byte[]> producer, RawRecords raw, ReadyTopics ready) {
        this.producer = producer;
        this.raw = raw;
        this.ready = ready;
    }

    @Override
    public CompletableFuture<Delivery> accept(DatasetRef dataset, List<RawEvent> events) {
        return ready.ready(dataset)
                .orTimeout(TOPICS_TIMEOUT.toMillis(), MILLISECONDS)
                .thenCompose(there -> send(dataset, events))
                .exceptionally(error -> KafkaErrors.delivery(events.size(), error))
                .whenComplete((delivery, error) -> remember(dataset, delivery));
    }

    /** Why the last events did not get to Kafka, or nothing when they did. */
    String problem() {
        return problem;
    }

    private CompletableFuture<Delivery> send(DatasetRef dataset, List<RawEvent> events) {
        // All are encoded before the first is sent: a registry that is away then leaves nothing half done.
        List<ProducerRecord<byte[], byte[]>> records = raw.of(dataset, events);
        Acknowledgements acknowledgements = new Acknowledgements(records.size());
        for (int i = 0; i < records.size(); i++) {
            if (acknowledgements.isBlocked()) {
                acknowledgements.skip(i);
            } else {
                send(records.get(i), i, acknowledgements, dataset);
            }
        }
        return acknowledgements.delivery();
    }

    private void send(
            ProducerRecord<byte[], byte[]> record, int index, Acknowledgements acknowledgements, DatasetRef dataset) {
        try {
            var unused = producer.send(record, (metadata, error) -> {
                doubtTopic(dataset, error);
                acknowledgements.add(index, error);
            });
        } catch (KafkaException | IllegalStateException e) {
            doubtTopic(dataset, e);
            acknowledgements.add(index, e);
        }
    }

    /** A deleted topic shows as a time-out, of which its absence is at best the cause: it is looked for again then. */
    private void doubtTopic(DatasetRef dataset, @Nullable Exception error) {
        if (error instanceof UnknownTopicOrPartitionException || error instanceof TimeoutException) {
            ready.forget(dataset);
        }
    }

    private void remember(DatasetRef dataset, Delivery delivery) {
        problem = delivery.failures().stream()
                .filter(failure -> failure.reason() != Reason.TOO_LARGE)
                .findFirst()
                .map(failure -> "events of " + dataset + " do not reach Kafka: " + failure.message())
                .orElse("");
    }
}
