package io.bytefreezer.embedded.kafka;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the tests write to a fixture and read from it. */
final class Records {

    static final Duration PATIENCE = Duration.ofSeconds(90);

    /** More than the broker takes, so that it is the broker that refuses. */
    private static final int CLIENT_BYTES_MAX = 32 * 1024 * 1024;

    private Records() {}

    static KafkaProducer<String, String> producer(KafkaFixture kafka, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        properties.put("acks", "all");
        properties.put("max.request.size", CLIENT_BYTES_MAX);
        properties.put("buffer.memory", CLIENT_BYTES_MAX);
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    static void produce(KafkaFixture kafka, String topic, List<String> values) throws Exception {
        try (KafkaProducer<String, String> producer = producer(kafka, Map.of())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (String value : values) {
                sent.add(producer.send(new ProducerRecord<>(topic, 0, null, value)));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get(PATIENCE.toSeconds(), SECONDS);
            }
        }
    }

    /** Reads committed records of partition 0 from its beginning until there are so many, or patience ends. */
    static List<String> consume(KafkaFixture kafka, String topic, int count) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "group.id", "reader-" + topic,
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false",
                "isolation.level", "read_committed");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            Instant deadline = Instant.now().plus(PATIENCE);
            while (values.size() < count && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    static String clusterId(KafkaFixture kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return admin.describeCluster().clusterId().get(PATIENCE.toSeconds(), SECONDS);
        }
    }

    /** Waits until partition 0 has so many replicas in sync. */
    static void awaitReplicas(KafkaFixture kafka, String topic, int count) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            Instant deadline = Instant.now().plus(PATIENCE);
            int inSync = 0;
            while (inSync < count) {
                if (Instant.now().isAfter(deadline)) {
                    throw new AssertionError(inSync + " of " + count + " replicas are in sync after " + PATIENCE);
                }
                inSync = admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get(PATIENCE.toSeconds(), SECONDS)
                        .get(topic)
                        .partitions()
                        .getFirst()
                        .isr()
                        .size();
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    static String topicSetting(KafkaFixture kafka, String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get(PATIENCE.toSeconds(), SECONDS)
                    .get(resource)
                    .get(name)
                    .value();
        }
    }
}
