package io.bytefreezer.provenance.origin;

import io.bytefreezer.runtime.kafka.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * What a topic still holds. Only what is committed is read, and no group's offsets are touched. Safe for use by many threads.
 *
 * @param clients settings of the consumers that read it
 * @param name the topic's name
 */
public record TopicLog(KafkaClients clients, String name) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Never joined, and nothing is committed under it. */
    private static final String GROUP = "bytefreezer-provenance";

    /**
     * The offsets that each partition holds now: from its beginning until the first record that may still be aborted. Empty
     * for a topic that does not exist.
     *
     * @throws OriginException when the brokers do not answer
     */
    public SortedMap<Integer, OffsetRange> held() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(clients)) {
            // Of a single topic the client would say that it exists, by creating it where brokers do that.
            List<PartitionInfo> found = consumer.listTopics(PATIENCE).getOrDefault(name, List.of());
            List<TopicPartition> partitions = found.stream()
                    .map(info -> new TopicPartition(name, info.partition()))
                    .toList();
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, PATIENCE);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            SortedMap<Integer, OffsetRange> held = new TreeMap<>();
            beginnings.forEach((partition, beginning) -> held.put(
                    partition.partition(),
                    new OffsetRange(beginning, Math.max(beginning, ends.getOrDefault(partition, beginning)))));
            return held;
        } catch (KafkaException e) {
            throw new OriginException(
                    OriginException.Kind.EXTERNAL, "cannot ask Kafka what topic " + name + " holds", e);
        }
    }

    /** The records of a partition of a raw topic. What retention took, and what is not committed when reading starts, is left out. */
    public RawRecords records(int partition) {
        return range -> new RawTopicCursor(read(partition, range));
    }

    /**
     * Reads a partition as Kafka gives it, with headers.
     *
     * @throws OriginException when the brokers do not answer
     */
    public TopicCursor read(int partition, OffsetRange range) {
        return TopicCursor.open(consumer(clients), new TopicPartition(name, partition), range);
    }

    private static KafkaConsumer<byte[], byte[]> consumer(KafkaClients clients) {
        return new KafkaConsumer<>(clients.consumer(GROUP));
    }
}
