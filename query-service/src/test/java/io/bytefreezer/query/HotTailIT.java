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
import io.bytefreezer.schemas.wire.EventCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

            JsonNode unpacked = query.answer("select count(*), count(distinct n), max(n) from hot");
            assertThat(unpacked.at("/rows/0").toString()).isEqualTo("[4,4,3]");
            assertThat(unpacked.at("/freshness/0/tail_rows").asLong()).isEqualTo(4);

            String id = admin.describeTopics(List.of(TOPIC))
                    .allTopicNames()
                    .get()
                    .get(TOPIC)
                    .topicId()
                    .toString();
            try (LakeWriter lake = query.writer()) {
                lake.append("demo", "hot", List.of("{\"n\":0}", "{\"n\":1}"), TableOffsets.of(id, Map.of(0, 2L)));
            }
            send(producer, 4, "{\"n\":4,\"seen\":\"first\"}");
            JsonNode both = query.answer("select count(*), count(distinct n), max(n), count(seen) from hot");
            assertThat(both.at("/rows/0").toString()).isEqualTo("[5,5,4,1]");
            assertThat(both.at("/freshness/0/tail_rows").asLong()).isEqualTo(3);

            JsonNode cold = QueryFixture.parse(
                    query.sql(Map.of("sql", "select n from hot", "tenant", "demo", "hot", false), "application/json")
                            .body());
            assertThat(cold.at("/row_count").asLong()).isEqualTo(2);
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, int n, String body) throws Exception {
        ProcessedEvent event = new ProcessedEvent(
                new UUID(7, n), LakeWriter.HOUR, LakeWriter.HOUR, 1, 0, n, body.getBytes(StandardCharsets.UTF_8));
        producer.send(new ProducerRecord<>(TOPIC, EventCodec.withFixedIds().encode(TOPIC, event)))
                .get();
    }
}
