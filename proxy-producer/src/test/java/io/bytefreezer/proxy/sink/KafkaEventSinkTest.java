package io.bytefreezer.proxy.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.proxy.sink.Delivery.Failure;
import io.bytefreezer.proxy.sink.Delivery.Reason;
import io.bytefreezer.runtime.control.FixedSnapshot;
import io.bytefreezer.runtime.kafka.TopicsUnavailableException;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.bytefreezer.schemas.wire.EventCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaEventSinkTest {

    private static final DatasetRef DATASET = DatasetRef.of("demo", "web");
    private static final Instant RECEIVED = Instant.parse("2026-05-06T07:08:09.123456Z");

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void completesOnlyWhenEveryRecordIsAcknowledged() {
        CompletableFuture<Delivery> delivery = sink(dataset -> {}).accept(DATASET, List.of(event("a"), event("b")));
        awaitRecords(2);
        assertThat(producer.completeNext()).isTrue();
        assertThat(delivery).isNotDone();
        assertThat(producer.completeNext()).isTrue();
        assertThat(delivery.join()).isEqualTo(new Delivery(2, List.of()));
    }

    @Test
    void theRecordsTimeIsWhenTheEventWasReceivedAndItHasNoKey() {
        var unused = sink(dataset -> {}).accept(DATASET, List.of(event("a")));
        awaitRecords(1);
        ProducerRecord<byte[], byte[]> record = producer.history().getFirst();
        assertThat(record.timestamp()).isEqualTo(RECEIVED.toEpochMilli());
        assertThat(record.key()).isNull();
        assertThat(record.topic()).isEqualTo("bytefreezer.raw.demo.web");
        assertThat(EventCodec.withFixedIds().decodeRaw(record.value())).isEqualTo(event("a"));
    }

    @Test
    void aRecordThatIsTooLargeFailsAlone() {
        CompletableFuture<Delivery> delivery =
                sink(dataset -> {}).accept(DATASET, List.of(event("a"), event("large"), event("c")));
        awaitRecords(3);
        producer.completeNext();
        producer.errorNext(new RecordTooLargeException("5 MB is more than 1 MB"));
        producer.completeNext();
        assertThat(delivery.join())
                .isEqualTo(new Delivery(3, List.of(new Failure(1, Reason.TOO_LARGE, "5 MB is more than 1 MB"))));
    }

    @Test
    void whenOneWaitedInVainForRoomTheOthersDoNot() {
        producer.sendException = new TimeoutException("buffer full");
        Delivery delivery = sink(dataset -> {})
                .accept(DATASET, List.of(event("a"), event("b")))
                .join();
        assertThat(delivery.failures()).extracting(Failure::reason).containsExactly(Reason.BUSY, Reason.BUSY);
        assertThat(delivery.failures().getLast().message()).contains("not sent");
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void aRefusalIsNotWorthARetryAndShowsInTheHealth() {
        producer.sendException = new TopicAuthorizationException("not authorized");
        KafkaEventSink sink = sink(dataset -> {});
        assertThat(sink.accept(DATASET, List.of(event("a"))).join().failures())
                .extracting(Failure::reason)
                .containsExactly(Reason.REFUSED);
        assertThat(sink.problem()).contains("demo/web").contains("not authorized");
    }

    @Test
    void nothingIsSentBeforeTheTopicsAreThere() {
        KafkaEventSink sink = sink(dataset -> {
            throw new TopicsUnavailableException("brokers are away", new TimeoutException(), true);
        });
        assertThat(sink.accept(DATASET, List.of(event("a"))).join().failures())
                .containsExactly(new Failure(0, Reason.UNAVAILABLE, "brokers are away"));
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void noEventsAreDurableAtOnce() {
        assertThat(sink(dataset -> {}).accept(DATASET, List.of()).join()).isEqualTo(new Delivery(0, List.of()));
    }

    private KafkaEventSink sink(Consumer<Dataset> ensure) {
        Dataset dataset =
                new Dataset(new ResourceId("demo"), new ResourceId("web"), true, 1, List.of(), null, null, null);
        FixedSnapshot snapshots = FixedSnapshot.of(new Snapshot(1, "account", List.of(), List.of(dataset), List.of()));
        return new KafkaEventSink(
                producer,
                new RawRecords(EventCodec.withFixedIds(), Topics.DEFAULT),
                new ReadyTopics(snapshots, ensure));
    }

    private void awaitRecords(int count) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (producer.history().size() < count && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    private static RawEvent event(String payload) {
        return new RawEvent(new UUID(7, 7), RECEIVED, "test", "10.0.0.1:99", null, Map.of(), payload.getBytes(UTF_8));
    }
}
