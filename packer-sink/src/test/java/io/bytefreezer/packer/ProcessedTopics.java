package io.bytefreezer.packer;

import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes processed events as a piper does, in transactions, and reads dead letters. Safe for use by many threads. */
final class ProcessedTopics implements AutoCloseable {

    private static final Topics TOPICS = Topics.DEFAULT;
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaFixture kafka;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final EventCodec codec = EventCodec.withFixedIds();
    private final Instant start = Instant.now().minusSeconds(60);
    private long rawOffset;

    ProcessedTopics(KafkaFixture kafka) {
        this.kafka = kafka;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "piper",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        16 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** A dataset with its topics. */
    synchronized DatasetRef dataset(String name, int partitions) {
        DatasetRef dataset = DatasetRef.of("acme", name);
        kafka.createTopics(partitions, TOPICS.processed(dataset), TOPICS.deadLetter(dataset));
        return dataset;
    }

    /** A topic of another's making, with a record in it. */
    synchronized void foreign(String topic) {
        kafka.createTopics(1, topic);
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, new byte[1]));
        producer.commitTransaction();
    }

    /** Commits events with these bodies to one partition, and an aborted one before them. */
    synchronized void send(DatasetRef dataset, int partition, String... bodies) {
        producer.beginTransaction();
        write(dataset, partition, event("{\"aborted\":true}"));
        // Otherwise it would not even leave the producer.
        producer.flush();
        producer.abortTransaction();
        producer.beginTransaction();
        for (String body : bodies) {
            write(dataset, partition, event(body));
        }
        producer.commitTransaction();
    }

    /** Commits so many events {@code {"n": from}} and on. */
    void sendNumbers(DatasetRef dataset, int partition, int from, int count) {
        String[] bodies = new String[count];
        for (int i = 0; i < count; i++) {
            bodies[i] = "{\"n\":" + (from + i) + "}";
        }
        send(dataset, partition, bodies);
    }

    /** Commits a record that is no event. */
    synchronized void sendBytes(DatasetRef dataset, int partition, byte[] value) {
        producer.beginTransaction();
        write(dataset, partition, value);
        producer.commitTransaction();
    }

    /** The encoded event with this body. */
    synchronized byte[] event(String body) {
        rawOffset++;
        Instant time = start.plusMillis(rawOffset);
        ProcessedEvent event = new ProcessedEvent(
                new UUID(7, rawOffset), time, time, 1, 0, rawOffset, body.getBytes(StandardCharsets.UTF_8));
        return codec.encode(TOPICS.processed(DatasetRef.of("any", "any")), event);
    }

    /** Deletes the records before an offset, as retention does. */
    void expire(DatasetRef dataset, int partition, long before) {
        TopicPartition at = new TopicPartition(TOPICS.processed(dataset), partition);
        get(admin.deleteRecords(Map.of(at, RecordsToDelete.beforeOffset(before)))
                .all());
    }

    /** Deletes the processed topic and creates it anew. */
    void recreate(DatasetRef dataset, int partitions) {
        String topic = TOPICS.processed(dataset);
        get(admin.deleteTopics(List.of(topic)).all());
        PackerFixture.await(() -> "topic gone", () -> !names().contains(topic));
        kafka.createTopics(partitions, topic);
    }

    /** What the group says of a partition. */
    Map<TopicPartition, OffsetAndMetadata> groupOffsets(String group) {
        return get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    }

    /** Sets what the group says: nobody may believe it. */
    void setGroupOffset(String group, DatasetRef dataset, long offset) {
        TopicPartition at = new TopicPartition(TOPICS.processed(dataset), 0);
        get(admin.alterConsumerGroupOffsets(group, Map.of(at, new OffsetAndMetadata(offset)))
                .all());
    }

    /** All dead letters of a dataset. */
    List<ConsumerRecord<byte[], byte[]>> deadLetters(DatasetRef dataset) {
        String topic = TOPICS.deadLetter(dataset);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL).records(topic).forEach(letters::add);
            }
            return letters;
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }

    private Set<String> names() {
        return get(admin.listTopics().names());
    }

    private void write(DatasetRef dataset, int partition, byte[] value) {
        producer.send(new ProducerRecord<>(TOPICS.processed(dataset), partition, null, value));
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
