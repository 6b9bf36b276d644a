package io.bytefreezer.proxy.append;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.proxy.ProxyFixture;
import io.bytefreezer.proxy.RawTopic;
import io.bytefreezer.proxy.Snapshots;
import io.bytefreezer.proxy.sink.Delivery.Reason;
import io.bytefreezer.proxy.sink.KafkaOutput;
import io.bytefreezer.runtime.config.KafkaConfig;
import io.bytefreezer.runtime.config.SchemaRegistryConfig;
import io.bytefreezer.runtime.config.TopicsConfig;
import io.bytefreezer.runtime.control.FixedSnapshot;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Kafka's transactions and groups do for numbered events, with a real broker. */
class KafkaAppenderIT {

    private static final ServiceMetrics METRICS = new ServiceMetrics("proxy");

    private static KafkaFixture kafka;
    private static KafkaOutput output;
    private static KafkaAppenders appenders;

    private final UUID source = UUID.randomUUID();

    @BeforeAll
    static void start() {
        kafka = KafkaFixture.start();
        KafkaOutput.Target target = new KafkaOutput.Target(
                KafkaConfig.of(kafka.bootstrapServers()),
                new SchemaRegistryConfig(null, Map.of()),
                TopicsConfig.DEFAULT);
        output = KafkaOutput.open(
                target,
                "test",
                FixedSnapshot.of(Snapshots.of(
                        Snapshots.dataset("repeated"),
                        Snapshots.dataset("open"),
                        Snapshots.dataset("two"),
                        Snapshots.dataset("large"))),
                METRICS);
        appenders = new KafkaAppenders(output);
    }

    @AfterAll
    static void stop() {
        output.close();
        METRICS.close();
        kafka.close();
    }

    @Test
    void aSuccessorKnowsFromTheGroupWhatIsThere() {
        DatasetRef dataset = DatasetRef.of("demo", "repeated");
        try (Appender first = appenders.of(source)) {
            assertThat(append(first, dataset, 0, 10)).isEqualTo(new Appended.UpTo(10));
        }
        try (Appender second = appenders.of(source)) {
            assertThat(append(second, dataset, 0, 10)).isEqualTo(new Appended.UpTo(10));
            assertThat(append(second, dataset, 5, 15)).isEqualTo(new Appended.UpTo(15));
            assertThat(second.append(dataset, events(17, 20))).isEqualTo(new Appended.Gap(15));
            assertThat(append(second, dataset, 15, 20)).isEqualTo(new Appended.UpTo(20));
        }
        assertThat(numbers(dataset)).containsExactlyInAnyOrderElementsOf(range(0, 20));
    }

    @Test
    void whatADeadProcessLeftOpenNeverHappened() {
        DatasetRef dataset = DatasetRef.of("demo", "open");
        ProxyFixture.await(
                "the topic is there", () -> output.ready().ready(dataset).isDone());
        try (Producer<byte[], byte[]> dead = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "transactional.id",
                        appenders.group(source),
                        "transaction.timeout.ms",
                        15_000),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            dead.initTransactions();
            dead.beginTransaction();
            output.records().of(dataset, events(0, 3).events()).forEach(dead::send);
            dead.flush();
            try (Appender next = appenders.of(source)) {
                assertThat(append(next, dataset, 0, 5)).isEqualTo(new Appended.UpTo(5));
            }
        }
        assertThat(numbers(dataset)).containsExactlyInAnyOrderElementsOf(range(0, 5));
    }

    @Test
    void twoAppendersOfOneSourceDoubleNothing() {
        DatasetRef dataset = DatasetRef.of("demo", "two");
        try (Appender one = appenders.of(source);
                Appender other = appenders.of(source)) {
            assertThat(append(one, dataset, 0, 5)).isEqualTo(new Appended.UpTo(5));
            assertThat(append(other, dataset, 0, 10)).isEqualTo(new Appended.UpTo(10));
            assertThat(one.append(dataset, events(5, 12))).isInstanceOf(Appended.Failed.class);
            assertThat(append(one, dataset, 5, 12)).isEqualTo(new Appended.UpTo(12));
            assertThat(append(other, dataset, 10, 20)).isEqualTo(new Appended.UpTo(20));
        }
        assertThat(numbers(dataset)).containsExactlyInAnyOrderElementsOf(range(0, 20));
    }

    @Test
    void anEventThatIsTooLargeIsNamed() {
        DatasetRef dataset = DatasetRef.of("demo", "large");
        RawEvent large = new RawEvent(
                UUID.randomUUID(), Instant.now(), "test", null, null, Map.of(), new byte[20 * 1024 * 1024]);
        RawEvent small = events(0, 1).events().getFirst();
        try (Appender appender = appenders.of(source)) {
            assertThat(append(appender, dataset, 0, 1)).isEqualTo(new Appended.UpTo(1));
            assertThat(appender.append(dataset, new NumberedEvents(1, List.of(small, large))))
                    .isInstanceOfSatisfying(Appended.Failed.class, failed -> {
                        assertThat(failed.failure().reason()).isEqualTo(Reason.TOO_LARGE);
                        assertThat(failed.failure().index()).isEqualTo(1);
                    });
            assertThat(append(appender, dataset, 1, 4)).isEqualTo(new Appended.UpTo(4));
        }
        assertThat(numbers(dataset)).containsExactlyInAnyOrderElementsOf(range(0, 4));
    }

    /** Appends, again where the first try fails as it may. */
    private static Appended append(Appender appender, DatasetRef dataset, int from, int to) {
        Appended[] last = new Appended[1];
        ProxyFixture.await("events " + from + " to " + to + " are appended", () -> {
            last[0] = appender.append(dataset, events(from, to));
            return !(last[0] instanceof Appended.Failed);
        });
        return last[0];
    }

    private static NumberedEvents events(int from, int to) {
        return new NumberedEvents(
                from,
                IntStream.range(from, to)
                        .mapToObj(i -> new RawEvent(
                                UUID.randomUUID(),
                                Instant.now(),
                                "test",
                                null,
                                null,
                                Map.of(),
                                Integer.toString(i).getBytes(UTF_8)))
                        .toList());
    }

    private static List<Integer> numbers(DatasetRef dataset) {
        return RawTopic.payloads(kafka.bootstrapServers(), Topics.DEFAULT.raw(dataset)).stream()
                .map(Integer::valueOf)
                .toList();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
