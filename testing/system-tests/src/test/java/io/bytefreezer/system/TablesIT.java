package io.bytefreezer.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bytefreezer.control.ControlPlaneConfig;
import io.bytefreezer.control.ControlPlaneService;
import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.piper.PiperConfig;
import io.bytefreezer.piper.PiperService;
import io.bytefreezer.runtime.config.ConfigLoader;
import io.bytefreezer.runtime.config.ServerConfig;
import io.bytefreezer.runtime.service.ServiceHost;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table's way from the control plane's REST interface into events. */
class TablesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final EventCodec CODEC = EventCodec.withFixedIds();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DatasetRef WEB = DatasetRef.of("demo", "web");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TENANT = "/api/v1/tenants/demo";

    @TempDir
    private Path directory;

    private int port;

    @Test
    void enrichesEventsAndFollowsNewVersionsAndStartsWithoutTheControlPlane() throws Exception {
        try (KafkaFixture kafka = KafkaFixture.start()) {
            try (ServiceHost control = startControl()) {
                port = control.port();
                configure();
                try (PiperService piper = startPiper(kafka)) {
                    assertThat(piper.name()).isEqualTo("piper");
                    send(kafka, "{\"host\":\"web-1\"}");
                    assertThat(bodies(kafka, 1).getLast().at("/asset/owner").asText())
                            .isEqualTo("ann");
                    put("host,owner\nweb-1,bob\n");
                    Await.that("version 2 is in use", PATIENCE, () -> {
                        send(kafka, "{\"host\":\"web-1\"}");
                        return bodies(kafka, 2).stream()
                                .anyMatch(
                                        body -> body.at("/asset/owner").asText().equals("bob"));
                    });
                }
            }
            int before = bodies(kafka, 0).size();
            send(kafka, "{\"host\":\"web-1\",\"last\":true}");
            try (PiperService piper = startPiper(kafka)) {
                JsonNode last = bodies(kafka, before + 1).stream()
                        .filter(body -> body.has("last"))
                        .findFirst()
                        .orElseThrow();
                assertThat(last.at("/asset/owner").asText())
                        .as("from the piper's own copy")
                        .isEqualTo("bob");
                assertThat(piper.health().reasons()).noneMatch(reason -> reason.contains("table"));
            }
        }
    }

    private void configure() {
        call("POST", "/api/v1/tenants", "{\"id\": \"demo\"}");
        call("POST", TENANT + "/datasets", "{\"id\": \"web\"}");
        put("host,owner\nweb-1,ann\n");
        call("POST", TENANT + "/datasets/web/transformations/activate", """
                {"parse": "json", "filters": [{"type": "enricher",
                 "config": {"enricher_id": "hosts", "source_field": "host", "target_field": "asset"}}]}""");
    }

    private void put(String csv) {
        call("PUT", TENANT + "/tables/hosts", csv);
    }

    private void call(String method, String path, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Authorization", "Bearer " + key())
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String key() throws IOException {
        return Files.readString(directory.resolve("control/service-key")).strip();
    }

    private ServiceHost startControl() {
        ControlPlaneConfig config = new ControlPlaneConfig(
                new ServerConfig("127.0.0.1", 0, null), directory.resolve("control"), null, null);
        ServiceMetrics metrics = new ServiceMetrics("control");
        return ServiceHost.start(
                ControlPlaneService.create(config, metrics, Clock.systemUTC(), new SecureRandom()),
                config.serverOrDefault(),
                metrics);
    }

    private PiperService startPiper(KafkaFixture kafka) throws IOException {
        Path file = Files.writeString(directory.resolve("piper.yaml"), """
                control: {url: 'http://127.0.0.1:%d', service_key: '%s'}
                kafka: {bootstrap_servers: '%s'}
                topics: {replication_factor: 1}
                data_dir: '%s'
                """.formatted(
                        port, key(), kafka.bootstrapServers(), directory.resolve("piper")));
        PiperService piper = PiperService.create(
                ConfigLoader.load(PiperConfig.class, file, Map.of()), new ServiceMetrics("piper"), Clock.systemUTC());
        piper.start();
        return piper;
    }

    private static void send(KafkaFixture kafka, String body) {
        RawEvent event = new RawEvent(
                UUID.randomUUID(), Instant.now(), "test", null, "application/json", Map.of(), body.getBytes(UTF_8));
        String topic = Topics.DEFAULT.raw(WEB);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, null, CODEC.encode(topic, event)));
        }
    }

    /** Bodies of the processed events once there are that many. */
    private static List<JsonNode> bodies(KafkaFixture kafka, int count) {
        List<JsonNode> bodies = new ArrayList<>();
        TopicPartition partition = new TopicPartition(Topics.DEFAULT.processed(WEB), 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Instant deadline = Instant.now().plus(PATIENCE);
            while (bodies.size() < count
                    || consumer.position(partition)
                            < consumer.endOffsets(List.of(partition)).get(partition)) {
                assertThat(Instant.now())
                        .as("%d of %d events", bodies.size(), count)
                        .isBefore(deadline);
                consumer.poll(Duration.ofMillis(100)).forEach(record -> bodies.add(body(record.value())));
            }
        }
        return bodies;
    }

    private static JsonNode body(byte[] value) {
        try {
            return JSON.readTree(CODEC.decodeProcessed(value).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
