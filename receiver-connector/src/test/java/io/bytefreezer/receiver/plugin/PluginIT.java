package io.bytefreezer.receiver.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.object.RawObjectReader;
import io.bytefreezer.receiver.object.RawObjectRecord;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.kafka.EventSerializer;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/** The plugin's archive, unpacked into {@code plugin.path} of a worker that has none of its classes. */
class PluginIT {

    private static final DatasetRef DATASET = DatasetRef.of("demo", "web");
    private static final String TOPIC = Topics.DEFAULT.raw(DATASET);
    private static final Duration LAND_MAX = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static KafkaFixture kafka;
    private static S3Fixture s3;
    private static S3Client client;
    private static WorkerProcess worker;

    @BeforeAll
    static void startWorker(@TempDir Path folder) throws Exception {
        kafka = KafkaFixture.start();
        s3 = S3Fixture.start();
        client = s3.client();
        kafka.createTopics(2, TOPIC);
        worker = WorkerProcess.start(kafka.bootstrapServers(), folder);
    }

    @AfterAll
    static void stopWorker() {
        worker.close();
        client.close();
        s3.close();
        kafka.close();
    }

    @Test
    void isRefusedByTheWorkerWhereItWouldReadUncommitted() throws Exception {
        Map<String, String> connector = connector();
        connector.remove("consumer.override.isolation.level");
        HttpResponse<String> answer = worker.put("/connectors/unsafe/config", JSON.writeValueAsString(connector));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("set it to read_committed");
    }

    @Test
    void landsWhatWasCommittedAndNothingElse() throws Exception {
        List<String> sent = new ArrayList<>();
        try (KafkaProducer<String, IndexedRecord> producer = producer()) {
            producer.initTransactions();
            for (int transaction = 0; transaction < 6; transaction++) {
                boolean commit = transaction % 3 != 1;
                producer.beginTransaction();
                for (int i = 0; i < 20; i++) {
                    String payload = (commit ? "kept " : "aborted ") + transaction + "-" + i;
                    producer.send(new ProducerRecord<>(TOPIC, i % 2, null, event(payload)));
                    if (commit) {
                        sent.add(payload);
                    }
                }
                producer.flush();
                if (commit) {
                    producer.commitTransaction();
                } else {
                    producer.abortTransaction();
                }
            }
        }
        HttpResponse<String> answer = worker.put("/connectors/receiver/config", JSON.writeValueAsString(connector()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);

        List<RawObjectRecord> landed = awaitRecords(sent.size());
        assertThat(landed)
                .extracting(record -> new String(record.event().payload(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrderElementsOf(sent);
        assertThat(worker.get("/connectors/receiver/status").body()).doesNotContain("FAILED");
    }

    private static List<RawObjectRecord> awaitRecords(int count) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(LAND_MAX);
        List<RawObjectRecord> records = records();
        while (records.size() < count) {
            assertThat(Instant.now())
                    .as(() -> "landed so far; the worker says " + workerLog())
                    .isBefore(deadline);
            assertThat(worker.exits()).as(PluginIT::workerLog).isFalse();
            records = records();
        }
        return records;
    }

    private static String workerLog() {
        try {
            return worker.log();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<RawObjectRecord> records() throws IOException {
        List<String> paths = client
                .listObjectsV2Paginator(list -> list.bucket(s3.bucket()).prefix(RawObjectKey.folder(DATASET)))
                .contents()
                .stream()
                .map(S3Object::key)
                // While the embedded store writes an object, it lists it under a name of its own.
                .filter(key -> key.endsWith(".avro"))
                .toList();
        List<RawObjectRecord> records = new ArrayList<>();
        for (String path : paths) {
            try (RawObjectReader reader = new RawObjectReader(
                    client.getObject(get -> get.bucket(s3.bucket()).key(path)))) {
                reader.forEachRemaining(records::add);
            }
        }
        return records;
    }

    private static KafkaProducer<String, IndexedRecord> producer() {
        return new KafkaProducer<>(Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                EventSerializer.class,
                "compression.type",
                "zstd",
                "transactional.id",
                "plugin-it"));
    }

    private static RawEvent event(String payload) {
        return new RawEvent(
                UUID.randomUUID(),
                Instant.now(),
                "webhook",
                "192.0.2.1:5000",
                "text/plain",
                Map.of("a", "b"),
                payload.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> connector() {
        Map<String, String> properties = new HashMap<>();
        properties.put("connector.class", "io.bytefreezer.receiver.RawObjectSinkConnector");
        properties.put("tasks.max", "2");
        properties.put("topics.regex", Topics.DEFAULT.pattern(Topics.Stage.RAW).pattern());
        properties.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        properties.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        properties.put("consumer.override.isolation.level", "read_committed");
        properties.put("s3.endpoint", s3.endpoint().toString());
        properties.put("s3.bucket", s3.bucket());
        properties.put("s3.region", s3.region());
        properties.put("s3.access.key", s3.accessKey());
        properties.put("s3.secret.key", s3.secretKey());
        properties.put("s3.path.style.access", "true");
        properties.put("rotate.interval.ms", "1000");
        return properties;
    }
}
