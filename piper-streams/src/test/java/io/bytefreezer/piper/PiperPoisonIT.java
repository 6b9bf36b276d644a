package io.bytefreezer.piper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.runtime.config.ConfigLoader;
import io.bytefreezer.runtime.control.FixedSnapshot;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.event.DeadLetterHeaders;
import io.bytefreezer.schemas.event.EventSchemas;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.bytefreezer.schemas.wire.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PiperPoisonIT {

    private static final EventCodec CODEC = EventCodec.withFixedIds();
    private static final int TOO_LARGE = 40_000;

    private static KafkaFixture kafka;
    private static TestTopics topics;

    @TempDir
    private Path dir;

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

    /**
     * The limits are lowered behind the piper's back, so that the refusal comes from the brokers and costs the transaction.
     * Its other records must not stand twice: this is the test of exactly_once_v2.
     */
    @Test
    void whatTheBrokersRefuseGoesToTheDeadLettersAndItsNeighboursGoOnOnce() {
        DatasetRef web = DatasetRef.of("refused", "web");
        String processed = Topics.DEFAULT.processed(web);
        String deadLetters = Topics.DEFAULT.deadLetter(web);
        topics.create(Topics.DEFAULT.raw(web), 1);
        try (Running piper = start(web, "streams: {application_id: refused, commit_interval: 2s}")) {
            send(web, event("{\"n\":0}"));
            topics.await(
                    () -> topics.exists(processed) && topics.read(processed).size() == 1);
            topics.configure(processed, "max.message.bytes", "20000");
            topics.configure(deadLetters, "max.message.bytes", "20000");
            IntStream.range(1, 4).forEach(n -> send(web, event("{\"n\":" + n + "}")));
            send(web, event("{\"noise\":\"" + noise() + "\"}"));
            send(web, noise().getBytes(UTF_8));
            IntStream.range(4, 7).forEach(n -> send(web, event("{\"n\":" + n + "}")));

            topics.await(() -> topics.read(processed).size() >= 7
                    && topics.read(deadLetters).size() >= 2);
            assertThat(bodies(processed))
                    .containsExactlyElementsOf(IntStream.range(0, 7)
                            .mapToObj(n -> "{\"n\":" + n + "}")
                            .toList());
            List<ConsumerRecord<byte[], byte[]>> letters = topics.records(deadLetters);
            assertThat(letters)
                    .extracting(letter -> header(letter, DeadLetterHeaders.ERROR))
                    .containsExactly("TOO_LARGE", "UNDECODABLE");
            assertThat(letters)
                    .extracting(letter -> header(letter, DeadLetterHeaders.ORIGIN_OFFSET))
                    .containsExactly("4", "5");
            assertThat(header(letters.get(1), DeadLetterHeaders.CUT_BYTES)).isEqualTo(Integer.toString(TOO_LARGE));
            assertThat(piper.service().health().status()).isNotEqualTo(Health.Status.DOWN);
        }
    }

    @Test
    void countsTheRecordsThatRetentionTookAndGoesOnBehindThem() {
        DatasetRef web = DatasetRef.of("expired", "web");
        String processed = Topics.DEFAULT.processed(web);
        String raw = Topics.DEFAULT.raw(web);
        topics.create(raw, 1);
        try (Running piper = start(web, "streams: {application_id: expired}")) {
            send(web, event("{\"n\":0}"));
            topics.await(
                    () -> topics.exists(processed) && topics.read(processed).size() == 1);
            assertThat(piper.service().health()).isEqualTo(Health.up());
        }
        IntStream.range(1, 6).forEach(n -> send(web, event("{\"n\":" + n + "}")));
        topics.deleteBefore(raw, 4);
        try (Running piper = start(web, "streams: {application_id: expired}")) {
            topics.await(() -> topics.read(processed).size() >= 3);
            assertThat(bodies(processed)).containsExactly("{\"n\":0}", "{\"n\":4}", "{\"n\":5}");
            assertThat(piper.metrics().scrape())
                    .contains("bytefreezer_piper_events_total{dataset=\"expired/web\",outcome=\"expired\","
                            + "reason=\"retention\"} 3.0");
            assertThat(piper.service().health().reasons())
                    .singleElement()
                    .asString()
                    .contains("expired/web");
        }
    }

    @Test
    void waitsForARegistryThatIsAwayAndDeadLettersOnlyWhatItDoesNotKnow() throws IOException {
        DatasetRef web = DatasetRef.of("registry", "web");
        String processed = Topics.DEFAULT.processed(web);
        topics.create(Topics.DEFAULT.raw(web), 1);
        AtomicBoolean away = new AtomicBoolean(true);
        HttpServer registry = registry(away);
        send(web, withSchema(77, event("{\"n\":0}")));
        send(web, withSchema(78, event("{\"n\":1}")));
        send(web, withSchema(77, event("{\"n\":2}")));
        try (Running piper = start(
                web,
                "streams: {application_id: registry}\nschema_registry: {url: 'http://127.0.0.1:"
                        + registry.getAddress().getPort() + "'}")) {
            topics.await(() -> piper.service().health().reasons().stream()
                    .anyMatch(reason -> reason.contains("a stream thread failed")));
            away.set(false);
            topics.await(() -> topics.read(processed).size() >= 2);
            assertThat(topics.read(processed)).hasSize(2);
            List<ConsumerRecord<byte[], byte[]>> letters = topics.records(Topics.DEFAULT.deadLetter(web));
            assertThat(letters).singleElement().satisfies(letter -> {
                assertThat(header(letter, DeadLetterHeaders.ERROR)).isEqualTo("UNDECODABLE");
                assertThat(header(letter, DeadLetterHeaders.ORIGIN_OFFSET)).isEqualTo("1");
            });
        } finally {
            registry.stop(0);
        }
    }

    private record Running(PiperService service, ServiceMetrics metrics) implements AutoCloseable {
        @Override
        public void close() {
            service.close();
            metrics.close();
        }
    }

    private Running start(DatasetRef dataset, String yaml) {
        FixedSnapshot snapshots = FixedSnapshot.none();
        snapshots.set(new Snapshot(
                1,
                "acme",
                List.of(),
                List.of(new Dataset(
                        dataset.tenant(),
                        new ResourceId(dataset.dataset().value()),
                        true,
                        1,
                        List.of(),
                        null,
                        null,
                        null)),
                List.of()));
        try {
            Path file =
                    Files.writeString(dir.resolve("piper.yaml"), """
                    kafka: {bootstrap_servers: '%s'}
                    topics: {replication_factor: 1}
                    data_dir: '%s'
                    %s
                    """.formatted(kafka.bootstrapServers(), dir, yaml));
            ServiceMetrics metrics = new ServiceMetrics("piper");
            PiperService piper =
                    PiperService.create(ConfigLoader.load(PiperConfig.class, file, Map.of()), metrics, snapshots);
            piper.start();
            return new Running(piper, metrics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A registry that answers 503 while it is away, knows schema 77, and gives everything it is shown the id 5. */
    private static HttpServer registry(AtomicBoolean away) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String schema =
                    EventSchemas.RAW_EVENT.toString().replace("\\", "\\\\").replace("\"", "\\\"");
            int status = away.get() ? 503 : path.endsWith("/78") ? 404 : 200;
            String answer = status != 200
                    ? "{\"error_code\":" + (status == 404 ? 40403 : 50001) + ",\"message\":\"no\"}"
                    : path.endsWith("/77") ? "{\"schema\":\"" + schema + "\"}" : "{\"id\":5}";
            exchange.sendResponseHeaders(status, answer.length());
            exchange.getResponseBody().write(answer.getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        return server;
    }

    private static byte[] withSchema(int id, byte[] value) {
        return ByteBuffer.wrap(value.clone()).putInt(1, id).array();
    }

    private static byte[] event(String body) {
        return CODEC.encode(
                "raw",
                new RawEvent(
                        UUID.randomUUID(),
                        Instant.now(),
                        "test",
                        null,
                        "application/json",
                        Map.of(),
                        body.getBytes(UTF_8)));
    }

    /** Text that no compression makes small enough. */
    private static String noise() {
        return new Random(7)
                .ints(TOO_LARGE, 'A', 'Z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void send(DatasetRef dataset, byte[] value) {
        topics.send(Topics.DEFAULT.raw(dataset), 0, value);
    }

    private static List<String> bodies(String topic) {
        return topics.read(topic).stream()
                .map(value -> new String(CODEC.decodeProcessed(value).body(), UTF_8))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
