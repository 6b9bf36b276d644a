package io.bytefreezer.piper.trial;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reads some records of a topic, for a look at them: no group, no commit, bounded in number, bytes and time. */
final class LiveRecords {

    private static final Duration TIME_MAX = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long BYTES_MAX = 32L * 1024 * 1024;

    /** Markers of transactions take offsets too. */
    private static final int OFFSETS_PER_RECORD = 3;

    private final Map<String, Object> properties;

    /** Reads with these properties of a consumer of bytes. */
    LiveRecords(Map<String, Object> properties) {
        this.properties = Map.copyOf(properties);
    }

    /** The latest records of all partitions, the eldest first; fewer where markers or transactions leave gaps. */
    List<ConsumerRecord<byte[], byte[]>> latest(String topic, int count) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIME_MAX);
            consumer.assign(partitions);
            consumer.beginningOffsets(partitions, TIME_MAX)
                    .forEach((partition, begin) -> consumer.seek(
                            partition,
                            Math.max(begin, ends.getOrDefault(partition, begin) - (long) count * OFFSETS_PER_RECORD)));
            Kept kept = new Kept(count, Comparator.comparingLong(ConsumerRecord::timestamp));
            read(consumer, ends, kept, false);
            return kept.inOrder();
        }
    }

    /** The records of a partition from an offset on. */
    List<ConsumerRecord<byte[], byte[]>> from(TopicPartition partition, long offset, int count) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            if (!partitions(consumer, partition.topic()).contains(partition)) {
                return List.of();
            }
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            Kept kept = new Kept(
                    count,
                    Comparator.<ConsumerRecord<?, ?>>comparingLong(ConsumerRecord::offset)
                            .reversed());
            read(consumer, consumer.endOffsets(List.of(partition), TIME_MAX), kept, true);
            return kept.inOrder();
        }
    }

    private static void read(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, Kept kept, boolean untilFull) {
        long deadline = System.nanoTime() + TIME_MAX.toNanos();
        while (System.nanoTime() < deadline && !(untilFull && kept.isFull())) {
            boolean atEnd = ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey(), TIME_MAX) >= end.getValue());
            if (atEnd) {
                return;
            }
            consumer.poll(POLL).forEach(kept::add);
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<PartitionInfo> known = consumer.partitionsFor(topic, TIME_MAX);
        return Stream.ofNullable(known)
                .flatMap(List::stream)
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> own = new HashMap<>(properties);
        own.remove(ConsumerConfig.GROUP_ID_CONFIG);
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(own);
    }

    /** The records that are kept: those that the order puts first leave when there are too many of them, or too large ones. */
    private static final class Kept {

        private final int count;
        private final PriorityQueue<ConsumerRecord<byte[], byte[]>> records;
        private long bytes;

        Kept(int count, Comparator<? super ConsumerRecord<byte[], byte[]>> order) {
            this.count = count;
            this.records = new PriorityQueue<>(order);
        }

        void add(ConsumerRecord<byte[], byte[]> record) {
            records.add(record);
            bytes += size(record);
            while (records.size() > count || (bytes > BYTES_MAX && records.size() > 1)) {
                bytes -= size(records.remove());
            }
        }

        boolean isFull() {
            return records.size() >= count || bytes > BYTES_MAX / 2;
        }

        List<ConsumerRecord<byte[], byte[]>> inOrder() {
            return records.stream()
                    .sorted(Comparator.<ConsumerRecord<?, ?>>comparingLong(ConsumerRecord::timestamp)
                            .thenComparingInt(ConsumerRecord::partition)
                            .thenComparingLong(ConsumerRecord::offset))
                    .toList();
        }

        private static int size(ConsumerRecord<?, ?> record) {
            return Math.max(0, record.serializedValueSize());
        }
    }
}
