package io.bytefreezer.query.export.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bytefreezer.query.export.destination.TargetConfig.BodyFormat;
import io.bytefreezer.query.export.destination.TargetConfig.BulkOperation;
import io.bytefreezer.query.export.destination.TargetException.Kind;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Step STEP = new Step("web", 7, OptionalLong.of(5), 6);
    private static final List<ExportRow> ROWS = List.of(row("a"), row("b"), row("c"));

    private final StubServer server = new StubServer();

    private static ExportRow row(String id) {
        byte[] json = ("{\"event_id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
        return new ExportRow(id, Instant.parse("2026-03-04T05:06:07.891Z"), json);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void postsLinesOrAnArrayToAWebhook() throws TargetException {
        try (Target lines = webhook(BodyFormat.NDJSON);
                Target array = webhook(BodyFormat.JSON)) {
            lines.begin(STEP);
            assertThat(lines.send(ROWS)).isEqualTo(Delivered.ALL);
            array.send(ROWS);
        }
        StubServer.Request request = server.requests().getFirst();
        assertThat(request.path()).isEqualTo("/hook");
        assertThat(request.body()).isEqualTo("{\"event_id\":\"a\"}\n{\"event_id\":\"b\"}\n{\"event_id\":\"c\"}\n");
        assertThat(request.header("Content-type")).isEqualTo("application/x-ndjson");
        assertThat(request.header("Authorization")).isEqualTo("Bearer x");
        assertThat(request.header("Bytefreezer-snapshot")).isEqualTo("6");
        assertThat(server.requests().getLast().body())
                .isEqualTo("[{\"event_id\":\"a\"},{\"event_id\":\"b\"},{\"event_id\":\"c\"}]");
    }

    @Test
    void tellsWhatHelpsAfterARefusal() {
        server.answer(503, "later", Map.of("Retry-After", "7")).answer(413, "").answer(401, "who are you?");
        try (Target target = webhook(BodyFormat.NDJSON)) {
            TargetException busy = failure(target);
            assertThat(busy.kind()).isEqualTo(Kind.AGAIN);
            assertThat(busy.pause()).contains(Duration.ofSeconds(7));
            assertThat(failure(target).kind()).isEqualTo(Kind.TOO_LARGE);
            TargetException refused = failure(target);
            assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
            assertThat(refused).hasMessageContaining("401").hasMessageContaining("who are you?");
        }
        server.close();
        try (Target target = webhook(BodyFormat.NDJSON)) {
            assertThat(failure(target).kind()).isEqualTo(Kind.AGAIN);
        }
    }

    @Test
    void sendsRowsToBulkWithTheirIdsAndLooksAtEachItem() throws TargetException {
        server.answer(200, """
                {"errors":true,"items":[
                  {"index":{"_id":"a","status":201}},
                  {"index":{"_id":"b","status":429,"error":{"type":"es_rejected_execution_exception","reason":"full"}}},
                  {"index":{"_id":"c","status":400,"error":{"type":"document_parsing_exception","reason":"failed",
                    "caused_by":{"reason":"not a number"}}}}]}""");
        try (Target target = bulk(BulkOperation.INDEX)) {
            assertThat(target.needsIds()).isTrue();
            Delivered said = target.send(ROWS);
            assertThat(said.again()).containsExactly(ROWS.get(1));
            assertThat(said.rejected()).singleElement().satisfies(rejected -> {
                assertThat(rejected.row()).isEqualTo(ROWS.get(2));
                assertThat(rejected.reason()).isEqualTo("400 document_parsing_exception: failed (not a number)");
            });
            assertThat(target.send(List.of(ROWS.get(1)))).isEqualTo(Delivered.ALL);
        }
        StubServer.Request request = server.requests().getFirst();
        assertThat(request.path()).isEqualTo("/_bulk");
        assertThat(request.header("Authorization")).isEqualTo("ApiKey k");
        assertThat(request.body())
                .startsWith("{\"index\":{\"_index\":\"logs\",\"_id\":\"a\"}}\n{\"event_id\":\"a\"}\n");
    }

    @Test
    void takesAConflictOfACreatedRowForItsArrival() throws TargetException {
        server.answer(200, "{\"errors\":true,\"items\":[{\"create\":{\"status\":409}}]}");
        try (Target target = bulk(BulkOperation.CREATE)) {
            assertThat(target.send(ROWS.subList(0, 1))).isEqualTo(Delivered.ALL);
        }
    }

    @Test
    void asksAgainWhenTheAnswerOfBulkIsNoAnswer() {
        server.answer(200, "<html>").answer(200, "{\"errors\":true,\"items\":[]}");
        try (Target target = bulk(BulkOperation.INDEX)) {
            assertThat(failure(target).kind()).isEqualTo(Kind.AGAIN);
            assertThat(failure(target).kind()).isEqualTo(Kind.AGAIN);
        }
    }

    @Test
    void sendsEventsToSplunkAndRejectsTheFaultyOne() throws TargetException {
        server.answer(400, "{\"text\":\"Invalid data format\",\"code\":6,\"invalid-event-number\":1}");
        TargetConfig.Splunk config =
                new TargetConfig.Splunk(server.url(), new Secret("t"), "main", null, "_json", null, TIMEOUT);
        try (Target target = config.open()) {
            Delivered said = target.send(ROWS);
            assertThat(said.again()).containsExactly(ROWS.get(0), ROWS.get(2));
            assertThat(said.rejected())
                    .singleElement()
                    .satisfies(rejected -> assertThat(rejected.row()).isEqualTo(ROWS.get(1)));
            assertThat(target.send(said.again())).isEqualTo(Delivered.ALL);
        }
        StubServer.Request request = server.requests().getFirst();
        assertThat(request.path()).isEqualTo("/services/collector/event");
        assertThat(request.header("Authorization")).isEqualTo("Splunk t");
        assertThat(request.body())
                .startsWith(
                        "{\"time\":1772600767.891,\"sourcetype\":\"_json\",\"index\":\"main\",\"fields\":{\"event_id\":\"a\"},"
                                + "\"event\":{\"event_id\":\"a\"}}\n");
    }

    @Test
    void writesFilesThatAppearWhenTheStepIsComplete(@TempDir Path directory) throws TargetException, IOException {
        TargetConfig.Files config = new TargetConfig.Files(directory.resolve("out"), new DataSize(30));
        try (Target target = config.open()) {
            target.begin(STEP);
            target.send(ROWS);
            assertThat(names(directory)).noneMatch(name -> name.endsWith("ndjson"));
            target.finish();
            assertThat(names(directory)).containsExactly("web.00000007.0001.ndjson", "web.00000007.0002.ndjson");
            target.begin(STEP);
            target.send(ROWS.subList(0, 1));
        }
        try (Target again = config.open()) {
            again.begin(STEP);
            again.send(ROWS.subList(0, 1));
            again.finish();
        }
        assertThat(names(directory)).containsExactly("web.00000007.0001.ndjson");
        assertThat(Files.readString(directory.resolve("out/web.00000007.0001.ndjson")))
                .isEqualTo("{\"event_id\":\"a\"}\n");
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("out"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Target webhook(BodyFormat format) {
        return new TargetConfig.Webhook(
                        server.url().resolve("/hook"), Map.of("Authorization", new Secret("Bearer x")), format, TIMEOUT)
                .open();
    }

    private Target bulk(BulkOperation operation) {
        return new TargetConfig.Elasticsearch(server.url(), "logs", operation, new Secret("k"), null, null, TIMEOUT)
                .open();
    }

    private static TargetException failure(Target target) {
        return catchThrowableOfType(TargetException.class, () -> target.send(ROWS));
    }
}
