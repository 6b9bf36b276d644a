package io.bytefreezer.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.schemas.event.DeadLetterHeaders;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One demo from its first start to its second, as a user goes through it. The steps share the running demo, because
 * starting it takes longer than all of them, and stand in the order in which a user takes them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT {

    private static final Duration QUERYABLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(12);
    private static final long MEMORY_MAX = 2L * 1024 * 1024 * 1024;
    private static final String JSON = "application/json";

    @TempDir
    private static Path dataDir;

    private static DemoProcess demo;
    private static Api api;

    @BeforeAll
    static void start() {
        demo = DemoProcess.start(dataDir, DemoProcess.freePorts(), "--no-traffic");
        api = Api.with(demo.serviceKey());
    }

    @AfterAll
    static void kill() {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    @Order(1)
    void syslogInBothFormatsOverBothTransportsBecomesRows() {
        Wire.udp(demo.syslog(), Wire.rfc3164("udp 3164"));
        Wire.udp(demo.syslog(), Wire.rfc5424("udp 5424"));
        Wire.tcp(demo.syslog(), Wire.rfc3164("tcp 3164"));
        Wire.tcp(demo.syslog(), Wire.rfc5424("tcp 5424"));

        awaitRows("select * from syslog where message in ('udp 3164', 'udp 5424', 'tcp 3164', 'tcp 5424')", 4);
        assertThat(api.sql(demo.query(), "select distinct hostname from syslog"))
                .containsExactly(List.of("laptop"));
    }

    @Test
    @Order(2)
    void eventsPostedToTheWebhookBecomeRows() {
        String lines = "{\"path\": \"/a/1\", \"status\": 200}\n{\"path\": \"/b/2\", \"status\": 404}\n";
        Api.Answer answer = api.post(demo.proxy(), "/webhook/demo/web", "application/x-ndjson", lines);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("accepted").asInt()).isEqualTo(2);
        awaitRows("select * from web where status in (200, 404)", 2);
    }

    @Test
    @Order(3)
    void aBadLineGoesToTheDeadLettersAndItsNeighboursAreRows() {
        String lines = "{\"path\": \"/good\", \"n\": 1}\n{\"path\": \"/bad\", \n{\"path\": \"/good\", \"n\": 2}\n";
        Api.Answer answer = api.post(demo.proxy(), "/webhook/demo/web", "application/x-ndjson", lines);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("malformed").asInt()).isEqualTo(1);
        awaitRows("select * from web where path = '/good'", 2);
        assertThat(deadLetterReasons()).containsExactly("MALFORMED_JSON");
    }

    @Test
    @Order(4)
    void everyRowLeadsBackToTheBytesThatWereSent() {
        String sent = "{\"path\":  \"/spaces  kept\",\"status\":201}";
        api.post(demo.proxy(), "/webhook/demo/web", JSON, sent);
        awaitRows("select * from web where status = 201", 1);
        try (RawObjects objects = new RawObjects(demo.s3())) {
            everyRowIsFoundIn(objects, "syslog");
            everyRowIsFoundIn(objects, "web");
            assertThat(payloads(objects.events("demo", "web"))).contains(sent);
        }
    }

    @Test
    @Order(5)
    void activatingATransformationChangesTheColumnsOfLaterEvents() {
        String document = """
                {"parse": "json", "filters": [
                  {"type": "grok", "config": {"source_field": "path", "pattern": "/%{WORD:section}/%{INT:number}"}, "on_error": "keep"}]}
                """;
        Api.Answer answer =
                api.post(demo.control(), "/api/v1/tenants/demo/datasets/web/transformations/activate", JSON, document);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);

        Await.that("the new version is in force", QUERYABLE_WITHIN, () -> {
            api.post(demo.proxy(), "/webhook/demo/web", JSON, "{\"path\": \"/cart/7\"}");
            return columns("web").contains("section");
        });
        Await.that(
                "rows made by the new version",
                QUERYABLE_WITHIN,
                () -> api.count(demo.query(), "select count(*) from web where section = 'cart' and number = '7'") > 0);
        assertThat(api.count(demo.query(), "select count(*) from web where section is null and path = '/a/1'"))
                .isEqualTo(1);
    }

    @Test
    @Order(6)
    void theWholeDemoFitsInTwoGigabytes() {
        assertThat(demo.peakMemory()).isLessThan(MEMORY_MAX);
    }

    @Test
    @Order(7)
    void stopsWithinTenSecondsAndFindsEverythingExactlyOnceAtTheNextStart() {
        long before = settledRows();
        int base = demo.control();
        assertThat(demo.stop()).isLessThan(STOPS_WITHIN);
        assertThat(demo.text()).contains("stopped");

        demo = DemoProcess.startQuickly(dataDir, base, "--no-traffic");
        assertThat(rows()).isEqualTo(before);
        assertThat(distinctEvents()).isEqualTo(before);
        Wire.udp(demo.syslog(), Wire.rfc5424("after the restart"));
        awaitRows("select * from syslog where message = 'after the restart'", 1);
        assertThat(rows()).isEqualTo(before + 1);
    }

    @Test
    @Order(8)
    void aPortInUseIsNamedWithTheOptionThatMovesIt(@TempDir Path other) {
        try (DemoProcess second = DemoProcess.launchQuickly(other, demo.control())) {
            Await.that(
                    "the second demo ends",
                    Duration.ofSeconds(60),
                    () -> !second.process().isAlive());
            assertThat(second.process().exitValue()).isNotZero();
            assertThat(second.text())
                    .contains("--port-base")
                    .containsPattern("\\b" + demo.kafka() + "\\b|\\b" + demo.s3() + "\\b|\\b" + demo.control() + "\\b");
        }
    }

    @Test
    @Order(9)
    void withARevokedKeyTheControlPlaneRefusesAtOnceWhileDataFlowsAndServicesSayWhyTheyAreDegraded() {
        String prefix = demo.serviceKey().substring(0, 8);
        String id = "";
        for (var key : api.get(demo.control(), "/api/v1/keys").json()) {
            if (key.get("prefix").asText().equals(prefix)) {
                id = key.get("id").asText();
            }
        }
        api.post(demo.control(), "/api/v1/keys/" + id + "/revoke", JSON, "");

        Api.Answer refused = api.get(demo.control(), "/api/v1/tenants");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body()).contains("revoked");
        for (int port : demo.services().subList(1, 6)) {
            Await.that("service at " + port + " says so", QUERYABLE_WITHIN, () -> {
                String health = api.get(port, "/health").body();
                return health.contains("DEGRADED") && health.contains("revoked");
            });
        }
        Wire.tcp(demo.syslog(), Wire.rfc3164("still flowing"));
        awaitRows("select * from syslog where message = 'still flowing'", 1);
    }

    private static void everyRowIsFoundIn(RawObjects objects, String dataset) {
        List<List<String>> rows = api.sql(demo.query(), "select _raw_partition, _raw_offset, event_id from " + dataset);
        Await.that(
                "all raw records are landed",
                QUERYABLE_WITHIN,
                () -> objects.events("demo", dataset)
                        .keySet()
                        .containsAll(rows.stream()
                                .map(row -> row.get(0) + "@" + row.get(1))
                                .toList()));
        Map<String, RawEvent> landed = objects.events("demo", dataset);
        for (List<String> row : rows) {
            assertThat(landed.get(row.get(0) + "@" + row.get(1)).eventId()).hasToString(row.get(2));
        }
    }

    /** Error codes of the dead letters of {@code web}. */
    private static List<String> deadLetterReasons() {
        TopicPartition letters = new TopicPartition(Topics.DEFAULT.deadLetter(DatasetRef.of("demo", "web")), 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + demo.kafka(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(letters));
            consumer.seekToBeginning(List.of(letters));
            long end = consumer.endOffsets(List.of(letters)).get(letters);
            List<String> reasons = new ArrayList<>();
            while (consumer.position(letters) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(letter -> reasons.add(new String(
                                letter.headers()
                                        .lastHeader(DeadLetterHeaders.ERROR)
                                        .value(),
                                UTF_8)));
            }
            return reasons;
        }
    }

    private static void awaitRows(String sql, int count) {
        Await.that(count + " rows of: " + sql, QUERYABLE_WITHIN, () -> {
            try {
                return api.sql(demo.query(), sql).size() == count;
            } catch (AssertionError notYet) {
                // The table or a column may not be there before its first row is.
                return false;
            }
        });
    }

    private static Set<String> columns(String dataset) {
        Api.Answer answer = api.get(demo.query(), "/api/v1/schema?tenant_id=demo&dataset_id=" + dataset);
        return answer.json().findValues("name").stream()
                .map(name -> name.asText())
                .collect(Collectors.toSet());
    }

    private static List<String> payloads(Map<String, RawEvent> landed) {
        return landed.values().stream()
                .map(event -> new String(event.payload(), UTF_8))
                .toList();
    }

    private static long rows() {
        return api.count(demo.query(), "select (select count(*) from syslog) + (select count(*) from web)");
    }

    private static long distinctEvents() {
        return api.count(
                demo.query(),
                "select count(distinct event_id) from (select event_id from syslog union all select event_id from web)");
    }

    /** Rows once their number has not changed for longer than two flushes of the packer take. */
    private static long settledRows() {
        long[] last = {-1};
        Instant[] since = {Instant.now()};
        Await.that("the number of rows settles", QUERYABLE_WITHIN, () -> {
            long now = rows();
            if (now != last[0]) {
                last[0] = now;
                since[0] = Instant.now();
            }
            return Instant.now().isAfter(since[0].plus(SETTLED_AFTER));
        });
        return last[0];
    }
}
