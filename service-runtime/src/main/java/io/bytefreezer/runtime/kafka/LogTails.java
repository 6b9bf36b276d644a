package io.bytefreezer.runtime.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells records at the end of a log from markers that transactions left there: a group that has finished the last record may
 * stand before the end with nothing left to read. Reads a little where that may be so, and remembers. Belongs to one thread.
 */
final class LogTails {

    /** A transaction leaves one marker; a longer tail is taken for records without a look. */
    private static final long MARKERS_MAX = 100;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLLS_MAX = 10;

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Tail> bare = new HashMap<>();

    /** Reads with a consumer of committed records that nobody else uses; it stays the caller's to close. */
    LogTails(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    private record Tail(long next, long end) {}

    /**
     * Whether there is a record between these offsets; yes where that is not found out in time.
     *
     * @param next the first offset that is not finished
     * @param end the end of the log, exclusive
     * @throws org.apache.kafka.common.KafkaException when the brokers are away or refuse
     */
    boolean hasRecords(TopicPartition partition, long next, long end) {
        if (next >= end) {
            return false;
        }
        Tail tail = new Tail(next, end);
        if (tail.equals(bare.get(partition))) {
            return false;
        }
        if (end - next > MARKERS_MAX || !isBare(partition, tail)) {
            bare.remove(partition);
            return true;
        }
        bare.put(partition, tail);
        return false;
    }

    private boolean isBare(TopicPartition partition, Tail tail) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, tail.next());
        for (int polls = 0; polls < POLLS_MAX; polls++) {
            if (!consumer.poll(POLL).isEmpty()) {
                return false;
            }
            if (consumer.position(partition) >= tail.end()) {
                return true;
            }
        }
        return false;
    }
}
