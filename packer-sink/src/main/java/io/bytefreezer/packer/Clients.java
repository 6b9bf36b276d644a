package io.bytefreezer.packer;

import io.bytefreezer.runtime.kafka.KafkaClients;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The packer's Kafka clients.
 *
 * @param settings settings shared by all services
 */
record Clients(KafkaClients settings) {

    /** New topics are found within this time. */
    private static final int METADATA_MAX_AGE_MS = 3_000;

    /** A killed packer's partitions go to another after this time. */
    private static final int SESSION_TIMEOUT_MS = 10_000;

    /** A dead-letter topic that is missing holds the flushes of all tables up for this time. */
    private static final int MAX_BLOCK_MS = 5_000;

    Admin admin() {
        return Admin.create(settings.admin());
    }

    /** For dead letters. */
    Producer<byte[], byte[]> producer() {
        Map<String, Object> properties = settings.producer();
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        return new KafkaProducer<>(properties);
    }

    Consumer<byte[], byte[]> consumer(String group) {
        Map<String, Object> properties = settings.consumer(group);
        properties.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE_MS);
        properties.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        properties.putIfAbsent(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        // Where a partition's records are gone the packer wants to know, instead of silently reading on elsewhere.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return new KafkaConsumer<>(properties);
    }
}
