package io.bytefreezer.provenance.origin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a partition of a topic until where its committed records ended when reading started. Belongs to one thread. Its
 * methods throw {@link OriginException} when the brokers do not answer.
 */
public final class TopicCursor implements Iterator<ConsumerRecord<byte[], byte[]>>, AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final OffsetRange range;
    private final Deque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();

    private TopicCursor(Consumer<byte[], byte[]> consumer, TopicPartition partition, OffsetRange range) {
        this.consumer = consumer;
        this.partition = partition;
        this.range = range;
    }

    /** Takes over the consumer, which is closed with the cursor and when this fails. */
    static TopicCursor open(Consumer<byte[], byte[]> consumer, TopicPartition partition, OffsetRange range) {
        try {
            List<TopicPartition> all = List.of(partition);
            long beginning = consumer.beginningOffsets(all, PATIENCE).getOrDefault(partition, 0L);
            long end = consumer.endOffsets(all, PATIENCE).getOrDefault(partition, beginning);
            OffsetRange held = range.meet(new OffsetRange(beginning, Math.max(beginning, end)));
            consumer.assign(all);
            consumer.seek(partition, held.from());
            return new TopicCursor(consumer, partition, held);
        } catch (KafkaException e) {
            consumer.close();
            throw away(partition, e);
        }
    }

    @Override
    public boolean hasNext() {
        try {
            if (fetched.isEmpty()) {
                fetch();
            }
        } catch (KafkaException e) {
            throw away(partition, e);
        }
        return !fetched.isEmpty();
    }

    @Override
    public ConsumerRecord<byte[], byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more records in " + range + " of " + partition);
        }
        return fetched.remove();
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** The position moves over markers and aborted records too, so that the end is reached whatever stands there. */
    private void fetch() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (fetched.isEmpty() && consumer.position(partition, PATIENCE) < range.until()) {
            if (System.nanoTime() > deadline) {
                throw new OriginException(
                        OriginException.Kind.EXTERNAL,
                        partition + " gives nothing after offset " + consumer.position(partition) + " for "
                                + PATIENCE.toSeconds() + " s",
                        null);
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                if (record.offset() < range.until()) {
                    fetched.add(record);
                }
            }
        }
    }

    private static OriginException away(TopicPartition partition, KafkaException e) {
        return new OriginException(OriginException.Kind.EXTERNAL, "cannot read " + partition, e);
    }
}
