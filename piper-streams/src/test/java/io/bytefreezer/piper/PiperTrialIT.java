package io.bytefreezer.piper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.runtime.config.ConfigLoader;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.ServerConfig;
import io.bytefreezer.runtime.control.FixedSnapshot;
import io.bytefreezer.runtime.http.Json;
import io.bytefreezer.runtime.service.ServiceHost;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.KeyHash;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.bytefreezer.schemas.wire.EventCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule is tried on what is in Kafka, where it is. */
class PiperTrialIT {

    private static final EventCodec CODEC = EventCodec.withFixedIds();
    private static final DatasetRef WEB = DatasetRef.of("demo", "web");
    private static final String KEY = "bf_service_key_of_this_test";

    @TempDir
    private static Path dir;

    private static final FixedSnapshot SNAPSHOTS = FixedSnapshot.none();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static KafkaFixture kafka;
    private static TestTopics topics;
    private static ServiceMetrics metrics;
    private static ServiceHost host;

    @BeforeAll
    static void start() throws IOException {
        kafka = KafkaFixture.start();
        topics = new TestTopics(kafka.bootstrapServers());
        topics.create(Topics.DEFAULT.raw(WEB), 2);
        for (int n = 0; n < 8; n++) {
            send(n % 2, n == 7 ? "{broken" : "{\"n\":" + n + "}");
        }
        SNAPSHOTS.set(new Snapshot(
                1,
                "acme",
                List.of(),
                List.of(new Dataset(WEB.tenant(), WEB.dataset(), true, 2, List.of(), null, null, null)),
                List.of(
                        new KeyHash("1", KEY.substring(0, 8), KeyHash.sha256(KEY), "service"),
                        new KeyHash("2", "bf_other", KeyHash.sha256("bf_other"), "ingest"))));
        Path file = Files.writeString(dir.resolve("piper.yaml"), """
                kafka: {bootstrap_servers: '%s'}
                topics: {replication_factor: 1}
                data_dir: '%s'
                """.formatted(kafka.bootstrapServers(), dir));
        metrics = new ServiceMetrics("piper");
        PiperService piper =
                PiperService.create(ConfigLoader.load(PiperConfig.class, file, Map.of()), metrics, SNAPSHOTS);
        host = ServiceHost.start(
                piper,
                new ServerConfig("127.0.0.1", 0, null, DataSize.ofKibibytes(64), DataSize.ofKibibytes(8)),
                metrics);
        topics.await(() -> topics.exists(Topics.DEFAULT.deadLetter(WEB))
                && topics.read(Topics.DEFAULT.deadLetter(WEB)).size() == 1);
    }

    @AfterAll
    static void stop() {
        host.close();
        metrics.close();
        topics.close();
        kafka.close();
    }

    @Test
    void triesADocumentOnTheLatestRecords() throws Exception {
        JsonNode answer = ok("{\"last\": 3, \"document\": {\"filters\": ["
                + "{\"type\": \"drop\", \"when\": \"event.n == 6\"},"
                + "{\"type\": \"add_field\", \"config\": {\"field\": \"team\", \"value\": \"a\"}}]}}");
        assertThat(answer.at("/samples")).hasSize(3);
        assertThat(answer.findValuesAsText("result")).containsExactly("emitted", "dropped", "rejected");
        assertThat(answer.at("/samples/0/events/0/steps/1/after").toString()).isEqualTo("{\"n\":5,\"team\":\"a\"}");
        assertThat(answer.at("/samples/1/outcome/reason").asText()).isEqualTo("when");
        assertThat(answer.at("/origins/0").toString()).isEqualTo("{\"partition\":1,\"offset\":2}");
    }

    @Test
    void triesTheVersionInForceOnRecordsFromAnOffset() throws Exception {
        JsonNode answer = ok("{\"partition\": 0, \"offset\": 1, \"last\": 2}");
        assertThat(answer.at("/origins").toString())
                .isEqualTo("[{\"partition\":0,\"offset\":1},{\"partition\":0,\"offset\":2}]");
        assertThat(answer.at("/samples/1/outcome/events/0/body").toString()).isEqualTo("{\"n\":4}");
    }

    @Test
    void triesAMendedRuleOnDeadLetters() throws Exception {
        assertThat(ok("{\"from\": \"dead_letters\"}")
                        .at("/samples/0/outcome/code")
                        .asText())
                .isEqualTo("MALFORMED_JSON");
        assertThat(ok("{\"from\": \"dead_letters\", \"document\": {\"parse\": \"text\"}}")
                        .at("/samples/0/outcome/events/0/body")
                        .toString())
                .isEqualTo("{\"message\":\"{broken\"}");
    }

    @Test
    void saysWhyItRefuses() throws Exception {
        assertThat(post(KEY, "web", "{\"last\": 0}").statusCode()).isEqualTo(400);
        assertThat(post(KEY, "web", "{\"lsat\": 5}").body()).contains("lsat");
        assertThat(post(KEY, "web", "{\"document\": {\"filters\": [{\"type\": \"dropp\"}]}}"))
                .matches(answer -> answer.statusCode() == 422 && answer.body().contains("did you mean 'drop'"));
        assertThat(post(KEY, "other", "{}").statusCode()).isEqualTo(404);
        assertThat(post("wrong", "web", "{}").statusCode()).isEqualTo(401);
        assertThat(post("bf_other", "web", "{}").statusCode()).isEqualTo(401);
    }

    private static JsonNode ok(String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(KEY, "web", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }

    private static HttpResponse<String> post(String key, String dataset, String body)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + host.port() + "/api/v1/tenants/demo/datasets/" + dataset
                + "/transformations/test");
        return HTTP.send(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void send(int partition, String body) {
        String topic = Topics.DEFAULT.raw(WEB);
        topics.send(
                topic,
                partition,
                CODEC.encode(
                        topic,
                        new RawEvent(
                                UUID.randomUUID(),
                                Instant.now(),
                                "test",
                                null,
                                "application/json",
                                Map.of(),
                                body.getBytes(UTF_8))));
    }
}
