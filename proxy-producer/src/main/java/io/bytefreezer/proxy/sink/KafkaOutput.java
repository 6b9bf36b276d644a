package io.bytefreezer.proxy.sink;

import io.bytefreezer.runtime.config.KafkaConfig;
import io.bytefreezer.runtime.config.SchemaRegistryConfig;
import io.bytefreezer.runtime.config.TopicsConfig;
import io.bytefreezer.runtime.control.SnapshotSource;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.kafka.DatasetTopics;
import io.bytefreezer.runtime.kafka.EventCodecs;
import io.bytefreezer.runtime.kafka.KafkaClients;
import io.bytefreezer.runtime.service.ServiceMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * One producer for all datasets of a snapshot, and the admin client that makes their topics exist. Opened and closed by
 * one thread; the sink is used by many.
 */
public final class KafkaOutput implements AutoCloseable {

    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);
    private static final int BLOCK_MS_MAX = 5_000;
    private static final int REQUEST_TIMEOUT_MS = 10_000;
    private static final int DELIVERY_TIMEOUT_MS = 25_000;

    private final Producer<byte[], byte[]> producer;
    private final Admin admin;
    private final KafkaClients clients;
    private final RawRecords records;
    private final ReadyTopics ready;
    private final KafkaEventSink sink;

    private KafkaOutput(
            KafkaClients clients,
            Producer<byte[], byte[]> producer,
            Admin admin,
            RawRecords records,
            ReadyTopics ready) {
        this.clients = clients;
        this.producer = producer;
        this.admin = admin;
        this.records = records;
        this.ready = ready;
        this.sink = new KafkaEventSink(producer, records, ready);
    }

    /** Where the brokers are and how events are written there. */
    public record Target(KafkaConfig kafka, SchemaRegistryConfig registry, TopicsConfig topics) {}

    /**
     * Opens the clients; the brokers may be away.
     *
     * @param clientIdPrefix what the clients' ids start with, e.g. {@code bytefreezer-proxy}
     * @throws org.apache.kafka.common.KafkaException when the settings cannot be used
     */
    public static KafkaOutput open(
            Target target, String clientIdPrefix, SnapshotSource snapshots, ServiceMetrics metrics) {
        KafkaClients clients = new KafkaClients(target.kafka(), clientIdPrefix);
        Producer<byte[], byte[]> producer = new KafkaProducer<>(producerSettings(clients));
        AdminClient admin = AdminClient.create(clients.admin());
        metrics.bind(producer);
        metrics.bind(admin);
        DatasetTopics topics = new DatasetTopics(admin, target.topics().topics(), target.topics());
        RawRecords records = new RawRecords(
                EventCodecs.of(target.registry()), target.topics().topics());
        return new KafkaOutput(clients, producer, admin, records, new ReadyTopics(snapshots, topics::ensure));
    }

    /** Where events go. */
    public EventSink sink() {
        return sink;
    }

    /** Settings of the clients. */
    public KafkaClients clients() {
        return clients;
    }

    /** The admin client; stays this output's. */
    public Admin admin() {
        return admin;
    }

    /** What events look like on their topics. */
    public RawRecords records() {
        return records;
    }

    /** Sees to it that topics are there. */
    public ReadyTopics ready() {
        return ready;
    }

    /** Whether events reach Kafka. */
    public Health health() {
        List<String> reasons = new ArrayList<>(ready.problems());
        if (!sink.problem().isEmpty()) {
            reasons.add(sink.problem());
        }
        return reasons.isEmpty() ? Health.up() : Health.degraded(reasons.toArray(String[]::new));
    }

    /** Waits half a second at most for what was sent. */
    @Override
    public void close() {
        ready.close();
        producer.close(CLOSE_TIMEOUT);
        admin.close(CLOSE_TIMEOUT);
    }

    /** A sender that waits for an answer must get one before it gives up: defaults of Kafka are in minutes. */
    private static Map<String, Object> producerSettings(KafkaClients clients) {
        Map<String, Object> settings = clients.producer();
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS_MAX);
        settings.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        settings.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        return settings;
    }
}
