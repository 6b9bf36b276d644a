package io.bytefreezer.query.tail;

import io.bytefreezer.lake.table.TableOffsets;
import io.bytefreezer.query.tail.TailPlan.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Reads one topic for one query. For one thread. */
final class TailRead {

    private static final Duration POLL = Duration.ofMillis(50);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final long deadline;

    /**
     * A reading.
     *
     * @param consumer reads; its assignment is changed
     * @param topic the topic's name
     * @param deadline when to be done, in {@link System#nanoTime()}
     */
    TailRead(Consumer<byte[], byte[]> consumer, String topic, long deadline) {
        this.consumer = consumer;
        this.topic = topic;
        this.deadline = deadline;
    }

    /** Asks the topic where it begins and ends; ask for the snapshot first. */
    TailPlan plan(TableOffsets packed, String topicId, int partitions) {
        List<TopicPartition> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(new TopicPartition(topic, partition));
        }
        return TailPlan.of(packed, topicId, numbers(consumer.beginningOffsets(all)), numbers(consumer.endOffsets(all)));
    }

    /**
     * Reads what is planned and not kept.
     *
     * @param most bytes of rows to have kept after it, roughly
     * @return how many offsets are left: the newest of each partition, so that there is never a gap
     */
    long extend(KeptRows kept, TailPlan plan, long most) throws IOException {
        SortedMap<Integer, Span> missing = new TreeMap<>();
        plan.spans().forEach((partition, span) -> {
            long next = kept.next(partition, span);
            if (next < span.until()) {
                missing.put(partition, new Span(next, span.until()));
            }
        });
        if (missing.isEmpty()) {
            return 0;
        }
        TailSpool spool = kept.spool();
        boolean sealed = false;
        try {
            SortedMap<Integer, Span> read;
            try (spool) {
                read = fill(spool, missing, most - kept.bytes());
            }
            kept.append(spool, read);
            sealed = true;
            return left(missing, read);
        } finally {
            if (!sealed) {
                Files.deleteIfExists(spool.file());
            }
        }
    }

    private SortedMap<Integer, Span> fill(TailSpool spool, SortedMap<Integer, Span> missing, long most)
            throws IOException {
        List<TopicPartition> open = new ArrayList<>();
        missing.keySet().forEach(partition -> open.add(new TopicPartition(topic, partition)));
        consumer.assign(List.copyOf(open));
        missing.forEach((partition, span) -> consumer.seek(new TopicPartition(topic, partition), span.from()));
        while (!open.isEmpty() && spool.bytes() < most && System.nanoTime() - deadline < 0) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (TopicPartition partition : records.partitions()) {
                long end = end(missing, partition.partition());
                for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                    // What came after the topic was asked for its end belongs to the next query.
                    if (record.offset() < end) {
                        spool.add(record.partition(), record.offset(), record.value());
                    }
                }
            }
            List<TopicPartition> finished = open.stream()
                    .filter(partition -> consumer.position(partition) >= end(missing, partition.partition()))
                    .toList();
            consumer.pause(finished);
            open.removeAll(finished);
        }
        SortedMap<Integer, Span> read = new TreeMap<>();
        missing.forEach((partition, span) -> {
            long reached = Math.min(span.until(), consumer.position(new TopicPartition(topic, partition)));
            read.put(partition, new Span(span.from(), reached));
        });
        return read;
    }

    private static long end(Map<Integer, Span> spans, int partition) {
        Span span = spans.get(partition);
        return span == null ? 0 : span.until();
    }

    private static long left(Map<Integer, Span> missing, Map<Integer, Span> read) {
        return ends(missing) - ends(read);
    }

    private static long ends(Map<Integer, Span> spans) {
        return spans.values().stream().mapToLong(Span::until).sum();
    }

    private static Map<Integer, Long> numbers(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
    }
}
