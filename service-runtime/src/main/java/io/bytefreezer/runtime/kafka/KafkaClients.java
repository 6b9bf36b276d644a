package io.bytefreezer.runtime.kafka;

import io.bytefreezer.runtime.config.KafkaConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Settings of this service's Kafka clients: sound defaults, over them what the user configured, over that what a promise
 * rests on. Immutable; every map given is new and free to be changed.
 */
public final class KafkaClients {

    private static final int REQUEST_BYTES_MAX = 16 * 1024 * 1024;
    private static final int LINGER_MS = 10;

    private final KafkaConfig config;
    private final String clientIdPrefix;

    /** For the cluster of this configuration; client ids start with the prefix, e.g. {@code bytefreezer-proxy}. */
    public KafkaClients(KafkaConfig config, String clientIdPrefix) {
        this.config = config;
        this.clientIdPrefix = clientIdPrefix;
    }

    /** A producer of bytes: idempotent, and acknowledged only when all in-sync replicas have the record. */
    public Map<String, Object> producer() {
        Map<String, Object> properties = common("producer");
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES_MAX);
        properties.putAll(config.properties());
        // "Acknowledged means durable" and "exactly once" rest on these two: they are not options.
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return properties;
    }

    /** A consumer of bytes: reads what is committed, starts at the beginning, and commits only when told to. */
    public Map<String, Object> consumer(String groupId) {
        Map<String, Object> properties = common("consumer");
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.putAll(config.properties());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        // Records of aborted transactions never happened, and only the service knows what it has finished.
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return properties;
    }

    /** An admin client. */
    public Map<String, Object> admin() {
        Map<String, Object> properties = common("admin");
        properties.putAll(config.properties());
        return properties;
    }

    private Map<String, Object> common(String role) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientIdPrefix + "-" + role);
        // Micrometer reads the clients' metrics itself: no JMX beans, nothing pushed to the brokers.
        properties.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        properties.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return properties;
    }
}
