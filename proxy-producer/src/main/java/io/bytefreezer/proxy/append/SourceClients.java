package io.bytefreezer.proxy.append;

import io.bytefreezer.runtime.kafka.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;

/** Opens transactional producers and reads the offsets of their groups. Safe for use by many threads. */
final class SourceClients {

    private static final int BLOCK_MS_MAX = 10_000;
    private static final int REQUEST_TIMEOUT_MS = 5_000;
    private static final int DELIVERY_TIMEOUT_MS = 10_000;
    private static final int LINGER_MS = 0;

    /** Longer than a transaction takes with all its timeouts; consumers of the topic wait for it at most so long. */
    private static final int TRANSACTION_TIMEOUT_MS = 15_000;

    private static final Duration OFFSETS_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaClients settings;
    private final Admin admin;

    /** With clients of these settings, and an admin client that stays the caller's. */
    SourceClients(KafkaClients settings, Admin admin) {
        this.settings = settings;
        this.admin = admin;
    }

    /**
     * A new producer of this transactional id, which has contacted nobody yet.
     *
     * @throws KafkaException when the settings cannot be used
     */
    Producer<byte[], byte[]> producer(String transactionalId) {
        Map<String, Object> properties = settings.producer();
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS_MAX);
        properties.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        properties.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        // A whole batch is handed over and flushed: waiting for more would only cost time.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, transactionalId);
        return new KafkaProducer<>(properties);
    }

    /**
     * The group as transactions name it. It has no members, so nobody else commits in it.
     *
     * @throws KafkaException when the settings cannot be used
     */
    ConsumerGroupMetadata metadata(String group) {
        // Kafka gives it to consumers alone; this one contacts nobody.
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer(group))) {
            return consumer.groupMetadata();
        }
    }

    /**
     * What the group has committed, of all topics; a new map, free to be changed.
     *
     * @throws KafkaException when the brokers are away or refuse
     */
    Map<TopicPartition, Long> offsets(String group) {
        ListConsumerGroupOffsetsOptions options = new ListConsumerGroupOffsetsOptions()
                .requireStable(true)
                .timeoutMs(Math.toIntExact(OFFSETS_TIMEOUT.toMillis()));
        Map<TopicPartition, Long> next = new HashMap<>();
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group, options)
                    .partitionsToOffsetAndMetadata()
                    .get(OFFSETS_TIMEOUT.toMillis() * 2, TimeUnit.MILLISECONDS);
            committed.forEach((place, offset) -> next.put(place, offset.offset()));
            return next;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return next;
            }
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e);
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("the group's offsets cannot be read", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
