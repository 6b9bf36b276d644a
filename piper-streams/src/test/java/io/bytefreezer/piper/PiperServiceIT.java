package io.bytefreezer.piper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.runtime.config.ConfigLoader;
import io.bytefreezer.runtime.control.FixedSnapshot;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.bytefreezer.schemas.snapshot.Transformation;
import io.bytefreezer.schemas.wire.EventCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PiperServiceIT {

    private static final EventCodec CODEC = EventCodec.withFixedIds();
    private static KafkaFixture kafka;
    private static TestTopics topics;

    @TempDir
    private Path dir;

    private final FixedSnapshot snapshots = FixedSnapshot.none();
    private final AtomicLong revision = new AtomicLong();

    @BeforeAll
    static void startKafka() {
        kafka = KafkaFixture.start();
        topics = new TestTopics(kafka.bootstrapServers());
    }

    @AfterAll
    static void stopKafka() {
        topics.close();
        kafka.close();
    }

    @Test
    void picksUpANewDatasetWhileRunningAndTheNextVersionOfItsTransformation() {
        DatasetRef web = DatasetRef.of("live", "web");
        show();
        try (PiperService piper = start("live")) {
            show(dataset(web, null));
            topics.create(Topics.DEFAULT.raw(web), 2);
            send(web, 0, "{\"n\":1}");
            assertThat(bodies(web, 1)).containsExactly("{\"n\":1}");

            show(dataset(web, addTeam(1)));
            topics.await(() -> {
                send(web, 1, "{\"n\":2}");
                return topics.read(Topics.DEFAULT.processed(web)).stream()
                        .anyMatch(value -> CODEC.decodeProcessed(value).transformationVersion() == 1);
            });
            ProcessedEvent last = CODEC.decodeProcessed(
                    topics.read(Topics.DEFAULT.processed(web)).getLast());
            assertThat(new String(last.body(), UTF_8)).contains("\"team\":\"a\"");
            assertThat(last.rawPartition()).isEqualTo(1);
            assertThat(piper.health().status()).isEqualTo(Health.Status.UP);
        }
    }

    @Test
    void anUnknownDatasetWaitsWithoutHoldingUpOthersAndIsProcessedExactlyOnceWhenItBecomesKnown() {
        DatasetRef known = DatasetRef.of("wait", "known");
        DatasetRef unknown = DatasetRef.of("wait", "unknown");
        topics.create(Topics.DEFAULT.raw(known), 1);
        topics.create(Topics.DEFAULT.raw(unknown), 1);
        IntStream.range(0, 5).forEach(n -> send(unknown, 0, "{\"n\":" + n + "}"));
        send(known, 0, "{\"n\":0}");
        show(dataset(known, null));
        try (PiperService piper = start("wait")) {
            assertThat(bodies(known, 1)).containsExactly("{\"n\":0}");
            IntStream.range(1, 4).forEach(n -> send(known, 0, "{\"n\":" + n + "}"));
            assertThat(bodies(known, 4)).hasSize(4);
            assertThat(topics.exists(Topics.DEFAULT.processed(unknown))).isFalse();

            show(dataset(known, null), dataset(unknown, null));
            assertThat(bodies(unknown, 5))
                    .containsExactly("{\"n\":0}", "{\"n\":1}", "{\"n\":2}", "{\"n\":3}", "{\"n\":4}");
            assertThat(piper.health().status()).isEqualTo(Health.Status.UP);
        }
    }

    @Test
    void aRestartContinuesWhereTheLastTransactionEnded() {
        DatasetRef logs = DatasetRef.of("again", "logs");
        topics.create(Topics.DEFAULT.raw(logs), 2);
        show(dataset(logs, null));
        IntStream.range(0, 20).forEach(n -> send(logs, n % 2, "{\"n\":" + n + "}"));
        try (PiperService first = start("again")) {
            assertThat(bodies(logs, 20)).hasSize(20);
            assertThat(first.name()).isEqualTo("piper");
        }
        IntStream.range(20, 40).forEach(n -> send(logs, n % 2, "{\"n\":" + n + "}"));
        try (PiperService second = start("again")) {
            List<String> all = bodies(logs, 40);
            assertThat(all).hasSize(40).doesNotHaveDuplicates();
            assertThat(second.health().status()).isEqualTo(Health.Status.UP);
        }
    }

    @Test
    void aSecretOfTheConfigurationHashesAndWithoutItNothingPasses() {
        DatasetRef known = DatasetRef.of("hash", "known");
        DatasetRef unknown = DatasetRef.of("hash", "unknown");
        topics.create(Topics.DEFAULT.raw(known), 1);
        topics.create(Topics.DEFAULT.raw(unknown), 1);
        send(known, 0, "{\"user\":\"ann\"}");
        send(unknown, 0, "{\"user\":\"ann\"}");
        show(dataset(known, hash("users")), dataset(unknown, hash("typo")));
        try (PiperService piper = start("hash", "secrets: {users: 'an example, not a secret'}\n")) {
            assertThat(bodies(known, 1))
                    .containsExactly("{\"user\":\"97960a50713e02c902787ecd0da254a7603cebeee3633588883fe8059e86a3d9\"}");
            String letters = Topics.DEFAULT.deadLetter(unknown);
            topics.await(() -> topics.exists(letters) && !topics.read(letters).isEmpty());
            assertThat(topics.read(Topics.DEFAULT.processed(unknown))).isEmpty();
            assertThat(piper.health().status()).isEqualTo(Health.Status.DEGRADED);
            assertThat(piper.health().reasons())
                    .singleElement()
                    .asString()
                    .contains("hash/unknown", "(secrets: typo)")
                    .doesNotContain("an example");
        }
    }

    @Test
    void startsFromTheConfigurationOfTheOriginalAndItsVariablesUnchanged() throws Exception {
        Path file = Files.writeString(dir.resolve("piper-config.yaml"), """
                # piper-config.yaml
                control:
                  url: ${BYTEFREEZER_CONTROL_URL}
                  service_key: ${BYTEFREEZER_SERVICE_KEY}
                storage:
                  type: s3
                  endpoint: ${S3_ENDPOINT}
                  bucket: ${S3_BUCKET}
                  access_key: ${S3_ACCESS_KEY}
                  secret_key: ${S3_SECRET_KEY}
                  region: ${S3_REGION}
                """);
        Map<String, String> environment = Map.of(
                "BYTEFREEZER_CONTROL_URL", "http://localhost:9",
                "BYTEFREEZER_SERVICE_KEY", "your-service-key-here",
                "S3_ENDPOINT", "http://minio:9000",
                "S3_BUCKET", "bytefreezer-data",
                "S3_ACCESS_KEY", "admin",
                "S3_SECRET_KEY", "changeme123",
                "S3_REGION", "us-east-1",
                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        PiperConfig config = ConfigLoader.load(PiperConfig.class, file, environment);
        try (ServiceMetrics metrics = new ServiceMetrics("piper");
                PiperService piper = PiperService.create(config, metrics, snapshots)) {
            piper.start();
            assertThat(piper.health().reasons()).anyMatch(reason -> reason.contains("no snapshot"));
        }
    }

    private PiperService start(String application) {
        return start(application, "");
    }

    private PiperService start(String application, String more) {
        PiperConfig config = ConfigLoader.load(
                PiperConfig.class, write("""
                        kafka: {bootstrap_servers: '%s'}
                        streams: {application_id: piper-%s}
                        topics: {replication_factor: 1}
                        data_dir: '%s'
                        %s""".formatted(kafka.bootstrapServers(), application, dir, more)), Map.of());
        PiperService piper = PiperService.create(config, new ServiceMetrics("piper"), snapshots);
        piper.start();
        return piper;
    }

    private Path write(String yaml) {
        try {
            return Files.writeString(dir.resolve("piper.yaml"), yaml);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void show(Dataset... datasets) {
        snapshots.set(new Snapshot(revision.incrementAndGet(), "acme", List.of(), List.of(datasets), List.of()));
    }

    private static Dataset dataset(DatasetRef ref, Transformation transformation) {
        return new Dataset(
                ref.tenant(), new ResourceId(ref.dataset().value()), true, 2, List.of(), transformation, null, null);
    }

    private static Transformation addTeam(int version) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("parse", "json");
        document.putArray("filters")
                .addObject()
                .put("type", "add_field")
                .putObject("config")
                .put("field", "team")
                .put("value", "a");
        return new Transformation(version, document);
    }

    private static Transformation hash(String keyName) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode filter = document.putArray("filters").addObject();
        filter.put("type", "hash").put("on_error", "keep");
        filter.putObject("config").put("fields", "user").put("key_name", keyName);
        return new Transformation(1, document);
    }

    private static void send(DatasetRef dataset, int partition, String body) {
        RawEvent event = new RawEvent(
                UUID.randomUUID(), Instant.now(), "test", null, "application/json", Map.of(), body.getBytes(UTF_8));
        String topic = Topics.DEFAULT.raw(dataset);
        topics.send(topic, partition, CODEC.encode(topic, event));
    }

    /** Bodies of the processed events once there are {@code count}. */
    private static List<String> bodies(DatasetRef dataset, int count) {
        String topic = Topics.DEFAULT.processed(dataset);
        topics.await(() -> topics.exists(topic) && topics.read(topic).size() >= count);
        return topics.read(topic).stream()
                .map(value -> new String(CODEC.decodeProcessed(value).body(), UTF_8))
                .toList();
    }
}
