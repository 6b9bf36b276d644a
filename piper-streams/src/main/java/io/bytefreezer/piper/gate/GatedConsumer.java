package io.bytefreezer.piper.gate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer that holds back the partitions of closed topics: their records are not handed out, their position stays
 * before the first of them, and they are paused until the gate opens. Where the gate admits a few, these are handed out and the
 * others are held back. Other partitions do not notice.
 *
 * <p>Streams pauses and resumes partitions too, when its buffers are full. So that neither undoes the other's pause,
 * this class remembers which partitions Streams wants paused and resumes a partition only when both agree.
 *
 * <p>Where the topic's retention was faster than the piper, Streams goes on at the topic's beginning without a word; so it is
 * here that the records between are counted.
 *
 * <p>Like every consumer it belongs to one thread.
 */
public final class GatedConsumer extends ForwardingConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(GatedConsumer.class);
    private static final Duration BEGINNINGS_WITHIN = Duration.ofSeconds(5);

    private final Gate gate;
    private final Losses losses;
    private final Set<TopicPartition> held = new HashSet<>();
    private final Set<TopicPartition> pausedByCaller = new HashSet<>();

    /** Guards {@code delegate} by {@code gate}. */
    public GatedConsumer(Consumer<byte[], byte[]> delegate, Gate gate, Losses losses) {
        super(delegate);
        this.gate = gate;
        this.losses = losses;
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, new LossWatch(listener));
    }

    @Override
    public void subscribe(Pattern pattern, ConsumerRebalanceListener listener) {
        super.subscribe(pattern, new LossWatch(listener));
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        release();
        ConsumerRecords<byte[], byte[]> polled;
        try {
            polled = super.poll(timeout);
        } catch (OffsetOutOfRangeException e) {
            return outOfRange(e);
        }
        Map<TopicPartition, Integer> admitted = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            int records = polled.records(partition).size();
            int few = gate.admit(partition.topic(), records);
            if (few < records) {
                admitted.put(partition, few);
            }
        }
        return admitted.isEmpty() ? polled : holdBack(polled, admitted);
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        pausedByCaller.addAll(partitions);
        super.pause(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        pausedByCaller.removeAll(Set.copyOf(partitions));
        List<TopicPartition> free = new ArrayList<>(partitions);
        free.removeAll(held);
        super.resume(free);
    }

    /** Counts what is gone, then lets Streams go on at the beginning; while the brokers do not say where that is, nothing moves. */
    private ConsumerRecords<byte[], byte[]> outOfRange(OffsetOutOfRangeException e) {
        Map<TopicPartition, Long> wanted = e.offsetOutOfRangePartitions();
        Map<TopicPartition, Long> beginnings;
        try {
            beginnings = beginningOffsets(wanted.keySet(), BEGINNINGS_WITHIN);
        } catch (TimeoutException away) {
            LOG.warn(
                    "offsets {} are gone, and the brokers do not say where their topics begin; asked again",
                    wanted,
                    away);
            return ConsumerRecords.empty();
        }
        wanted.forEach(
                (partition, offset) -> losses.expired(partition, offset, beginnings.getOrDefault(partition, 0L)));
        throw e;
    }

    /** Lets partitions go whose gate has opened, and forgets those that went to another member of the group. */
    private void release() {
        if (held.isEmpty() && pausedByCaller.isEmpty()) {
            return;
        }
        Set<TopicPartition> assigned = assignment();
        held.retainAll(assigned);
        pausedByCaller.retainAll(assigned);
        List<TopicPartition> opened = held.stream()
                .filter(partition -> gate.isOpen(partition.topic()))
                .toList();
        held.removeAll(Set.copyOf(opened));
        super.resume(opened.stream()
                .filter(partition -> !pausedByCaller.contains(partition))
                .toList());
    }

    private ConsumerRecords<byte[], byte[]> holdBack(
            ConsumerRecords<byte[], byte[]> polled, Map<TopicPartition, Integer> admitted) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> open = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            open.put(partition, polled.records(partition));
        }
        Map<TopicPartition, OffsetAndMetadata> nextOffsets = new HashMap<>(polled.nextOffsets());
        admitted.forEach((partition, few) -> {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            long next = records.get(few).offset();
            super.pause(List.of(partition));
            seek(partition, next);
            if (few == 0) {
                open.remove(partition);
                nextOffsets.remove(partition);
            } else {
                open.put(partition, records.subList(0, few));
                nextOffsets.put(
                        partition,
                        new OffsetAndMetadata(next, records.get(few - 1).leaderEpoch(), ""));
            }
            held.add(partition);
        });
        return new ConsumerRecords<>(open, nextOffsets);
    }
}
