package io.bytefreezer.provenance.audit;

import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.origin.OriginException;
import io.bytefreezer.provenance.origin.TopicLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * What the brokers know beside records.
 *
 * @param admin asks them; stays the caller's
 */
record KafkaState(Admin admin) {

    private static final int TIMEOUT_SECONDS = 30;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** A transaction that stays open longer was left behind: brokers abort it after their own limit of 15 minutes at most. */
    private static final Duration OPEN_TRANSACTION_MAX = Duration.ofSeconds(60);

    /** The offsets a group has committed for a topic, by partition; none of those it never committed, or that expired. */
    Map<Integer, Long> committed(String group, String topic) {
        var options = new ListConsumerGroupOffsetsOptions().requireStable(true);
        var found = await(
                "ask for the offsets of group " + group,
                admin.listConsumerGroupOffsets(group, options).partitionsToOffsetAndMetadata(),
                GroupIdNotFoundException.class);
        Map<Integer, Long> offsets = new HashMap<>();
        found.orElse(Map.of()).forEach((partition, offset) -> {
            if (partition.topic().equals(topic) && offset != null) {
                offsets.put(partition.partition(), offset.offset());
            }
        });
        return offsets;
    }

    /** Kafka's id of a topic; empty for one that does not exist. */
    Optional<String> topicId(String topic) {
        return await(
                        "ask for topic " + topic,
                        admin.describeTopics(List.of(topic)).allTopicNames(),
                        UnknownTopicOrPartitionException.class)
                .map(found -> found.values().iterator().next().topicId().toString());
    }

    /**
     * What a topic holds once all transactions are settled that are open now: whatever was committed before this was called
     * can be read when it returns. Empty for a topic that does not exist.
     */
    SortedMap<Integer, OffsetRange> settled(TopicLog topic) {
        Map<Integer, Long> ends = ends(topic);
        long deadline = System.nanoTime() + OPEN_TRANSACTION_MAX.toNanos();
        while (true) {
            SortedMap<Integer, OffsetRange> held = topic.held();
            boolean open = held.entrySet().stream()
                    .anyMatch(entry -> entry.getValue().until() < ends.getOrDefault(entry.getKey(), 0L));
            if (!open) {
                return held;
            }
            if (System.nanoTime() > deadline) {
                throw new OriginException(
                        OriginException.Kind.EXTERNAL,
                        "a transaction on topic " + topic.name()
                                + " stays open; see kafka-transactions.sh find-hanging",
                        null);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /** Where each partition ends, whether committed or not. */
    private Map<Integer, Long> ends(TopicLog topic) {
        Map<TopicPartition, OffsetSpec> asked = topic.held().keySet().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic.name(), partition), partition -> OffsetSpec.latest()));
        Map<Integer, Long> ends = new HashMap<>();
        await(
                        "ask where topic " + topic.name() + " ends",
                        admin.listOffsets(asked).all(),
                        UnknownTopicOrPartitionException.class)
                .orElse(Map.of())
                .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
        return ends;
    }

    /** What the future gives, or nothing when it failed in the one way that is an answer too. */
    private static <T> Optional<T> await(String what, KafkaFuture<T> future, Class<? extends Exception> nothing) {
        try {
            return Optional.ofNullable(future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            if (nothing.isInstance(e.getCause())) {
                return Optional.empty();
            }
            throw failure(what, e.getCause());
        } catch (TimeoutException e) {
            throw failure(what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(what, e);
        }
    }

    private static OriginException failure(String what, @Nullable Throwable cause) {
        return new OriginException(OriginException.Kind.EXTERNAL, "cannot " + what, cause);
    }
}
