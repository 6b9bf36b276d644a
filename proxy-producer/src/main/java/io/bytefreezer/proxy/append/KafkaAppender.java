package io.bytefreezer.proxy.append;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.bytefreezer.proxy.sink.Delivery.Failure;
import io.bytefreezer.proxy.sink.Delivery.Reason;
import io.bytefreezer.proxy.sink.KafkaErrors;
import io.bytefreezer.proxy.sink.RawRecords;
import io.bytefreezer.proxy.sink.ReadyTopics;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.wire.SchemaRegistryException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends in transactions. The number after the last event of a transaction is committed with it, as the offset of
 * partition 0 of the raw topic in a consumer group of the source's own: so Kafka itself remembers which events it has.
 *
 * <p>Every failure is settled in one way, also one whose outcome is not known: the producer is thrown away. The next one
 * of the same transactional id finishes or aborts what was open, and then the group says where to go on. So does another
 * process that takes over the source: whoever had it before is refused from then on.
 */
final class KafkaAppender implements Appender {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaAppender.class);

    /** A topic that is not ready does not hold up the other datasets for longer. */
    private static final Duration TOPIC_WAIT = Duration.ofMillis(500);

    private final String group;
    private final SourceClients clients;
    private final RawRecords records;
    private final ReadyTopics ready;
    private @Nullable Open open;

    /**
     * An appender of one source, which contacts nobody yet.
     *
     * @param group the source's consumer group and transactional id
     */
    KafkaAppender(String group, SourceClients clients, RawRecords records, ReadyTopics ready) {
        this.group = group;
        this.clients = clients;
        this.records = records;
        this.ready = ready;
    }

    /**
     * A producer that has settled what was open before it.
     *
     * @param group as it commits numbers
     * @param next by each raw topic's partition 0 the number of the event that comes next; kept up to date
     */
    private record Open(
            Producer<byte[], byte[]> producer, ConsumerGroupMetadata group, Map<TopicPartition, Long> next) {}

    @Override
    public Appended append(DatasetRef dataset, NumberedEvents events) {
        try {
            ready.ready(dataset).get(TOPIC_WAIT.toMillis(), MILLISECONDS);
            Open now = settled();
            TopicPartition place = new TopicPartition(records.topic(dataset), 0);
            Overlap overlap = Overlap.of(there(now.next().get(place)), events);
            return switch (overlap) {
                case Overlap.Known known -> new Appended.UpTo(known.next());
                case Overlap.Missing missing -> new Appended.Gap(missing.expected());
                case Overlap.New fresh -> commit(now, place, dataset, new Part(events, fresh.skip()));
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(new Failure(0, Reason.UNAVAILABLE, "interrupted"));
        } catch (ExecutionException | TimeoutException e) {
            return failed(KafkaErrors.failure(0, e));
        } catch (KafkaException | IllegalStateException | SchemaRegistryException e) {
            discard();
            return failed(KafkaErrors.failure(0, e));
        }
    }

    @Override
    public void close() {
        discard();
    }

    /** Numbered events without those that are there already. */
    private record Part(NumberedEvents events, int skip) {

        List<RawEvent> fresh() {
            return events.events().subList(skip, events.events().size());
        }
    }

    private Appended commit(Open now, TopicPartition place, DatasetRef dataset, Part part) {
        List<ProducerRecord<byte[], byte[]>> encoded = records.of(dataset, part.fresh());
        SendErrors errors = new SendErrors();
        try {
            now.producer().beginTransaction();
            for (int i = 0; i < encoded.size(); i++) {
                int index = part.skip() + i;
                var unused = now.producer().send(encoded.get(i), (metadata, error) -> errors.add(index, error));
            }
            now.producer().flush();
            errors.throwFirst();
            long next = part.events().next();
            now.producer().sendOffsetsToTransaction(Map.of(place, new OffsetAndMetadata(next)), now.group());
            now.producer().commitTransaction();
            now.next().put(place, next);
            return new Appended.UpTo(next);
        } catch (KafkaException | IllegalStateException e) {
            discard();
            Failure failure = errors.first().orElseGet(() -> KafkaErrors.failure(0, e));
            if (failure.reason() != Reason.TOO_LARGE) {
                // The absence of the topic shows as one of many errors: it is looked for again.
                ready.forget(dataset);
            }
            return failed(failure);
        }
    }

    private Open settled() {
        Open now = open;
        if (now == null) {
            Producer<byte[], byte[]> producer = clients.producer(group);
            try {
                producer.initTransactions();
                now = new Open(producer, clients.metadata(group), clients.offsets(group));
            } finally {
                if (now == null) {
                    producer.close(Duration.ZERO);
                }
            }
            open = now;
            LOG.debug("{} goes on at {}", group, now.next());
        }
        return now;
    }

    private void discard() {
        Open now = open;
        open = null;
        if (now != null) {
            now.producer().close(Duration.ZERO);
        }
    }

    private static Appended failed(Failure failure) {
        return new Appended.Failed(failure);
    }

    private static OptionalLong there(@Nullable Long next) {
        return next == null ? OptionalLong.empty() : OptionalLong.of(next);
    }
}
