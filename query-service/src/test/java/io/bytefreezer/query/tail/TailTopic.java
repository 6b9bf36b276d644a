package io.bytefreezer.query.tail;

import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.TableLayout;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.wire.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;

/** A processed topic without a broker. */
final class TailTopic {

    static final String NAME = "processed";
    static final String ID = "topic-1";
    static final Instant TIME = Instant.parse("2026-03-04T05:06:07Z");

    static final List<Column> COLUMNS =
            TableLayout.schema().columns().stream().map(Column::of).toList();

    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final Map<Integer, Long> ends = new HashMap<>();
    private final Map<Integer, Long> begins = new HashMap<>();

    TailTopic(int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            ends.put(partition, 0L);
            begins.put(partition, 0L);
        }
    }

    /** Adds an event with this body. */
    void add(int partition, String body) {
        long offset = ends.get(partition);
        ProcessedEvent event = new ProcessedEvent(
                new UUID(partition, offset),
                TIME.plusSeconds(offset),
                TIME.plusSeconds(offset),
                1,
                partition,
                offset,
                body.getBytes(StandardCharsets.UTF_8));
        addRecord(partition, EventCodec.withFixedIds().encode(NAME, event));
    }

    /** Adds a record that is whatever. */
    void addRecord(int partition, byte[] value) {
        records.add(new ConsumerRecord<>(NAME, partition, ends.get(partition), null, value));
        skip(partition, 1);
    }

    /** Offsets without records for readers: marks of transactions, and what was aborted. */
    void skip(int partition, long offsets) {
        ends.merge(partition, offsets, Long::sum);
    }

    /** Lets retention take what is before an offset. */
    void expire(int partition, long first) {
        begins.put(partition, first);
        records.removeIf(record -> record.partition() == partition && record.offset() < first);
    }

    Map<Integer, Long> begins() {
        return begins;
    }

    Map<Integer, Long> ends() {
        return Map.copyOf(ends);
    }

    /** A consumer that reads what there is now. */
    MockConsumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none") {
            private boolean given;

            @Override
            public synchronized org.apache.kafka.clients.consumer.ConsumerRecords<byte[], byte[]> poll(
                    java.time.Duration timeout) {
                if (!given) {
                    given = true;
                    records.stream()
                            .filter(record -> assignment().contains(new TopicPartition(NAME, record.partition())))
                            .filter(record -> record.offset() >= position(new TopicPartition(NAME, record.partition())))
                            .forEach(this::addRecord);
                    return super.poll(timeout);
                }
                // A broker moves readers past what is not for them.
                assignment().forEach(partition -> seek(partition, ends.get(partition.partition())));
                return super.poll(timeout);
            }
        };
        Map<TopicPartition, Long> begin = new HashMap<>();
        Map<TopicPartition, Long> end = new HashMap<>();
        begins.forEach((partition, offset) -> begin.put(new TopicPartition(NAME, partition), offset));
        ends.forEach((partition, offset) -> end.put(new TopicPartition(NAME, partition), offset));
        consumer.updateBeginningOffsets(begin);
        consumer.updateEndOffsets(end);
        return consumer;
    }
}
