package io.bytefreezer.receiver;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;

/** One partition's log: records by offset, with holes where transactions left their markers. */
final class FakeLog {

    final String topic;
    final int partition;
    private final NavigableMap<Long, SinkRecord> records = new TreeMap<>();
    private long end;

    FakeLog(String topic, int partition) {
        this.topic = topic;
        this.partition = partition;
    }

    void append(long timestamp, byte[] value) {
        records.put(
                end,
                new SinkRecord(topic, partition, null, null, null, value, end, timestamp, TimestampType.CREATE_TIME));
        end++;
    }

    /** A record as no proxy of ours writes it. */
    void appendForeign(long timestamp, byte[] key, byte[] value) {
        SinkRecord record =
                new SinkRecord(topic, partition, null, key, null, value, end, timestamp, TimestampType.CREATE_TIME);
        record.headers().addString("traceparent", "00-1");
        records.put(end, record);
        end++;
    }

    void appendMarker() {
        end++;
    }

    void deleteBefore(long offset) {
        records.headMap(offset, false).clear();
    }

    long end() {
        return end;
    }

    /** Offset of the last record. */
    long lastOffset() {
        return records.lastKey();
    }

    long start() {
        return records.isEmpty() ? end : records.firstKey();
    }

    /** As a consumer reads that is reset to the earliest record when its position is not there. */
    List<SinkRecord> read(long position, int max) {
        long from = position < start() || position > end ? start() : position;
        return records.tailMap(from).values().stream().limit(max).toList();
    }

    List<SinkRecord> all() {
        return new ArrayList<>(records.values());
    }
}
