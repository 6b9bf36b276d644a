package io.bytefreezer.launcher.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.embedded.s3.OutageS3;
import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.receiver.RawObjectSinkConnector;
import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.object.RawObjectReader;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.kafka.EventSerializer;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class ConnectWorkerIT {

    private static final Duration LAND_MAX = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration STOP_MAX = Duration.ofSeconds(5);

    private static KafkaFixture kafka;
    private static S3Fixture s3;
    private static S3Client client;

    private static final Set<String> TOPICS = new HashSet<>();

    @TempDir
    Path files;

    @BeforeAll
    static void startStack() {
        kafka = KafkaFixture.start();
        s3 = S3Fixture.start();
        client = s3.client();
    }

    @AfterAll
    static void stopStack() {
        client.close();
        s3.close();
        kafka.close();
    }

    @Test
    void landsDatasetsThatAppearWhileItRunsAndStopsAtOnce() {
        DatasetRef early = DatasetRef.of("lands", "early");
        DatasetRef late = DatasetRef.of("lands", "late");
        send(early, "1", "2");
        ConnectWorker worker = start(connector("lands", Map.of()));
        try {
            await(() -> landed(early), List.of("1", "2"));
            send(late, "3");
            await(() -> landed(late), List.of("3"));
            assertThat(worker.health()).isEqualTo(Health.up());
        } finally {
            Instant before = Instant.now();
            worker.close();
            assertThat(Duration.between(before, Instant.now())).isLessThan(STOP_MAX);
        }
    }

    @Test
    void landsEachEventOnceAcrossARestart() {
        DatasetRef dataset = DatasetRef.of("restarts", "web");
        send(dataset, "1", "2");
        try (ConnectWorker worker = start(connector("restarts", Map.of()))) {
            await(() -> landed(dataset), List.of("1", "2"));
            assertThat(worker.health()).isEqualTo(Health.up());
            send(dataset, "3");
        }
        send(dataset, "4");
        // Another group has no offsets: what is landed is known from the objects alone.
        try (ConnectWorker worker = start(connector("restarts", Map.of("name", "restarts-again")))) {
            await(() -> landed(dataset), List.of("1", "2", "3", "4"));
            assertThat(worker.health()).isEqualTo(Health.up());
        }
    }

    @Test
    void isDegradedWhileTheStoreIsAwayOrRefusesAndThenLandsEachEventOnce() {
        DatasetRef dataset = DatasetRef.of("outage", "web");
        try (OutageS3 store = OutageS3.start(files.resolve("s3"));
                S3Client own = store.client();
                ConnectWorker worker = start(connector(
                        "outage", Map.of("s3.endpoint", store.endpoint().toString())))) {
            send(dataset, "1");
            await(() -> landed(own, store, dataset), List.of("1"));
            store.goAway();
            send(dataset, "2");
            await(() -> worker.health().status(), Health.Status.DEGRADED);
            assertThat(worker.health().reasons())
                    .singleElement()
                    .asString()
                    .contains("no raw objects are written at the moment")
                    .doesNotContain(store.secretKey());
            store.slowDown();
            await(() -> worker.health().reasons().stream().anyMatch(reason -> reason.contains("503")), true);
            send(dataset, "3");
            store.comeBack();
            await(() -> landed(own, store, dataset), List.of("1", "2", "3"));
            await(worker::health, Health.up());
        }
    }

    @Test
    void saysWhyItDoesNotLand() {
        DatasetRef dataset = DatasetRef.of("refused", "web");
        send(dataset, "1");
        try (ConnectWorker worker = start(connector("refused", Map.of("s3.secret.key", "wrong")))) {
            await(() -> worker.health().equals(Health.up()), false);
            assertThat(worker.health().toString())
                    .contains("task 0")
                    .contains("cannot list objects")
                    .doesNotContain(s3.secretKey());
        }
    }

    @Test
    void doesNotStartWithAConnectorThatIsRefused() {
        Map<String, String> unsafe = connector("unsafe", Map.of());
        unsafe.remove("consumer.override.isolation.level");

        assertThatThrownBy(() -> start(unsafe))
                .isInstanceOf(ConnectWorkerException.class)
                .hasMessageContaining("read_committed");
    }

    private ConnectWorker start(Map<String, String> connector) {
        return ConnectWorker.start(
                Map.of("bootstrap.servers", kafka.bootstrapServers()), connector, files.resolve("offsets"));
    }

    /** A connector of one tenant's topics, so that tests do not land each other's. */
    private Map<String, String> connector(String tenant, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "name",
                tenant,
                "connector.class",
                RawObjectSinkConnector.class.getName(),
                "tasks.max",
                "1",
                "topics.regex",
                "bytefreezer\\.raw\\." + tenant + "\\..*",
                "consumer.override.isolation.level",
                "read_committed",
                "consumer.override.metadata.max.age.ms",
                "1000",
                "rotate.interval.ms",
                "500",
                "buffer.dir",
                files.resolve("buffer").toString()));
        properties.putAll(Map.of(
                "s3.endpoint", s3.endpoint().toString(),
                "s3.bucket", s3.bucket(),
                "s3.region", s3.region(),
                "s3.access.key", s3.accessKey(),
                "s3.secret.key", s3.secretKey(),
                "s3.path.style.access", "true"));
        properties.putAll(more);
        return properties;
    }

    private static void send(DatasetRef dataset, String... payloads) {
        String topic = Topics.DEFAULT.raw(dataset);
        if (TOPICS.add(topic)) {
            kafka.createTopics(1, topic);
        }
        try (KafkaProducer<byte[], IndexedRecord> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new EventSerializer())) {
            for (String payload : payloads) {
                byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(
                        topic, new RawEvent(UUID.randomUUID(), Instant.now(), "webhook", null, null, Map.of(), bytes)));
            }
        }
    }

    private static List<String> landed(DatasetRef dataset) {
        return landed(client, s3, dataset);
    }

    private static List<String> landed(S3Client client, S3Fixture s3, DatasetRef dataset) {
        List<String> payloads = new ArrayList<>();
        List<String> paths = client
                .listObjectsV2Paginator(list -> list.bucket(s3.bucket()).prefix(RawObjectKey.folder(dataset)))
                .contents()
                .stream()
                .map(S3Object::key)
                // While the embedded store writes an object, it lists it under a name of its own.
                .filter(key -> key.endsWith(".avro"))
                .toList();
        for (String path : paths) {
            try (RawObjectReader reader = new RawObjectReader(
                    client.getObject(get -> get.bucket(s3.bucket()).key(path)))) {
                reader.forEachRemaining(
                        record -> payloads.add(new String(record.event().payload(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        payloads.sort(null);
        return payloads;
    }

    private static <T> void await(Supplier<T> actual, T expected) {
        Instant deadline = Instant.now().plus(LAND_MAX);
        T last = actual.get();
        while (!last.equals(expected)) {
            assertThat(Instant.now())
                    .as("still %s instead of %s", last, expected)
                    .isBefore(deadline);
            // Nothing tells of a new object: the store is asked again, until the deadline.
            LockSupport.parkNanos(POLL.toNanos());
            last = actual.get();
        }
    }
}
