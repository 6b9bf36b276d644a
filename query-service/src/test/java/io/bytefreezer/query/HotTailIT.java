package io.bytefreezer.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.embedded.kafka.EmbeddedKafka;
import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.lake.table.TableOffsets;
import io.bytefreezer.query.run.QueryLimits;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.KafkaConfig;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.bytefreezer.schemas.snapshot.TableSpec;
import io.bytefreezer.schemas.snapshot.TableSpec.ColumnSpec;
import io.bytefreezer.schemas.wire.EventCodec;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotTailIT {

    private static final DatasetRef DATASET = DatasetRef.of("demo", "hot");
    private static final String TOPIC = Topics.DEFAULT.processed(DATASET);

    @Test
    void answersWithRowsNobodyHasPackedYetExactlyOnce(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                S3Fixture s3 = S3Fixture.start();
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                QueryFixture query = new QueryFixture(
                        directory,
                        QueryFixture.config(
                                s3,
                                directory.resolve("data"),
                                new QueryLimits(1_000, Duration.ofSeconds(20), DataSize.ofMebibytes(256), 2, 2, 2),
                                KafkaConfig.of(kafka.bootstrapServers())),
                        DATASET)) {
            kafka.createTopics(1, TOPIC);
            for (int n = 0; n < 4; n++) {
                send(producer, n, "{\"n\":" + n + "}");
            }

            String id = admin.describeTopics(List.of(TOPIC))
                    .allTopicNames()
                    .get()
                    .get(TOPIC)
                    .topicId()
                    .toString();
            unitesWhatIsPackedAndWhatIsNot(producer, query, id);
            leavesOutWhatWasAborted(kafka, producer, query);
            saysHowFreshOtherFormsAre(query);
            streamsRowsAsTheyCome(producer, query);
            shapesRowsForTheColumnsTheirDatasetSettles(producer, query);
            answersFromTheSnapshotWithoutKafka(kafka, query);
        }
    }

    private static void unitesWhatIsPackedAndWhatIsNot(
            KafkaProducer<byte[], byte[]> producer, QueryFixture query, String id) throws Exception {
        JsonNode unpacked = query.answer("select count(*), count(distinct n), max(n) from hot");
        assertThat(unpacked.at("/rows/0").toString()).isEqualTo("[4,4,3]");
        assertThat(unpacked.at("/freshness/0/tail_rows").asLong()).isEqualTo(4);
        countsAlone(query, 4, 4);

        try (LakeWriter lake = query.writer()) {
            lake.append("demo", "hot", List.of("{\"n\":0}", "{\"n\":1}"), TableOffsets.of(id, Map.of(0, 2L)));
        }
        send(producer, 4, "{\"n\":4,\"seen\":\"first\"}");
        JsonNode both = query.answer("select count(*), count(distinct n), max(n), count(seen) from hot");
        assertThat(both.at("/rows/0").toString()).isEqualTo("[5,5,4,1]");
        assertThat(both.at("/freshness/0/tail_rows").asLong()).isEqualTo(3);
        countsAlone(query, 5, 3);

        JsonNode cold = QueryFixture.parse(
                query.sql(Map.of("sql", "select n from hot", "tenant", "demo", "hot", false), "application/json")
                        .body());
        assertThat(cold.at("/row_count").asLong()).isEqualTo(2);

        try (LakeWriter lake = query.writer()) {
            lake.append(
                    "demo",
                    "hot",
                    List.of("{\"n\":2}", "{\"n\":3}", "{\"n\":4,\"seen\":\"first\"}"),
                    TableOffsets.of(id, Map.of(0, 5L)));
        }
        JsonNode packed = query.answer("select count(*), count(distinct n), max(n), count(seen) from hot");
        assertThat(packed.at("/rows/0").toString()).isEqualTo("[5,5,4,1]");
        assertThat(packed.at("/freshness/0/tail_rows").asLong()).isZero();
        assertThat(packed.at("/freshness/0/event_time").asText()).startsWith("20");
        countsAlone(query, 5, 0);
    }

    /** Without reading a file: the second time in the session of the first. */
    private static void countsAlone(QueryFixture query, int rows, int inTail) {
        double before = query.fetchedBytes();
        for (int time = 0; time < 2; time++) {
            JsonNode counted = query.answer("select count(*) from hot");
            assertThat(counted.at("/rows/0/0").asInt()).isEqualTo(rows);
            assertThat(counted.at("/freshness/0/tail_rows").asInt()).isEqualTo(inTail);
            assertThat(counted.at("/freshness/0/event_time").asText()).startsWith("20");
        }
        assertThat(query.fetchedBytes()).isEqualTo(before);
    }

    private static void leavesOutWhatWasAborted(
            EmbeddedKafka kafka, KafkaProducer<byte[], byte[]> producer, QueryFixture query) throws Exception {
        try (KafkaProducer<byte[], byte[]> unsure = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "unsure"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            unsure.initTransactions();
            unsure.beginTransaction();
            send(unsure, 100, "{\"n\":100}");
            unsure.abortTransaction();
        }
        send(producer, 5, "{\"n\":5}");
        // The broker ends the aborted transaction by itself, a moment later: until then nothing behind it can be read.
        Await.that(() -> query.answer("select count(*), max(n) from hot")
                .at("/rows/0")
                .toString()
                .equals("[6,5]"));
        assertThat(query.answer("select n from hot where n = 100").at("/rows")).isEmpty();
    }

    private static void saysHowFreshOtherFormsAre(QueryFixture query) {
        for (String form : List.of("application/x-ndjson", "text/csv")) {
            HttpResponse<String> answer = query.sql(Map.of("sql", "select n from hot", "tenant", "demo"), form);
            JsonNode freshness = QueryFixture.parse(
                    answer.headers().firstValue("Bytefreezer-Freshness").orElseThrow());
            assertThat(freshness.at("/0/tail_rows").asLong()).as(form).isEqualTo(1);
        }
    }

    private static void streamsRowsAsTheyCome(KafkaProducer<byte[], byte[]> producer, QueryFixture query)
            throws Exception {
        assertThat(query.send(query.request("/api/v1/tail?tenant=demo&dataset=hot&where=n+in+(select+1)"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(query.send(query.request("/api/v1/tail?tenant=demo&dataset=other"))
                        .statusCode())
                .isEqualTo(404);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> stream = http.send(
                    query.request("/api/v1/tail?tenant=demo&dataset=hot&where=n+%25+2=0&limit=2")
                            .build(),
                    HttpResponse.BodyHandlers.ofLines());
            assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream");
            Iterator<String> lines = stream.body().iterator();
            assertThat(lines.next()).isEqualTo("event: open");
            for (int n = 6; n < 11; n++) {
                send(producer, n, "{\"n\":" + n + "}");
            }
            List<String> rows = new ArrayList<>();
            String last = "";
            while (lines.hasNext()) {
                last = lines.next();
                if (last.startsWith("data: {\"event_time")) {
                    rows.add(last.replaceAll(".*(\"n\":\\d+).*", "$1"));
                } else if (last.startsWith("data: ")) {
                    rows.add(last);
                }
            }
            assertThat(rows).containsExactly("data: {}", "\"n\":6", "\"n\":8", "data: {\"reason\":\"limit\"}");
        }
    }

    private static void shapesRowsForTheColumnsTheirDatasetSettles(
            KafkaProducer<byte[], byte[]> producer, QueryFixture query) throws Exception {
        TableSpec table = new TableSpec(
                List.of(
                        new ColumnSpec("code", "text", "zone.code"),
                        new ColumnSpec("n", "text"),
                        new ColumnSpec("since", "timestamp")),
                List.of());
        send(producer, 20, "{\"n\":20,\"zone.code\":7}");
        assertThat(query.answer("select zone_code from hot where n = 20")
                        .at("/rows/0/0")
                        .asInt())
                .isEqualTo(7);

        Snapshot before = QueryFixture.snapshot("service", DATASET);
        Dataset settled = new Dataset(DATASET.tenant(), DATASET.dataset(), true, 1, List.of(), null, null, table);
        query.snapshots().set(new Snapshot(2, before.account(), before.tenants(), List.of(settled), before.keys()));

        assertThat(query.answer("select code, n, since, typeof(since) from hot where n = 20")
                        .at("/rows/0")
                        .toString())
                .as("the table has n already")
                .isEqualTo("[\"7\",20,null,\"TIMESTAMP WITH TIME ZONE\"]");
    }

    private static void answersFromTheSnapshotWithoutKafka(EmbeddedKafka kafka, QueryFixture query) {
        kafka.close();
        JsonNode answer = query.answer("select count(*) from hot");
        assertThat(answer.at("/rows/0/0").asLong()).isEqualTo(5);
        assertThat(answer.at("/freshness/0/tail").asBoolean()).isFalse();
        assertThat(answer.at("/freshness/0/warnings/0").asText()).contains("Kafka");
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, int n, String body) throws Exception {
        ProcessedEvent event = new ProcessedEvent(
                new UUID(7, n), LakeWriter.HOUR, LakeWriter.HOUR, 1, 0, n, body.getBytes(StandardCharsets.UTF_8));
        producer.send(new ProducerRecord<>(TOPIC, EventCodec.withFixedIds().encode(TOPIC, event)))
                .get();
    }
}
