package io.bytefreezer.query.tail;

import io.bytefreezer.lake.read.HotRows;
import io.bytefreezer.lake.read.TableFiles;
import io.bytefreezer.query.result.Freshness;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One reading of one topic's tail. For one thread. */
final class TailRead {

    private static final Duration POLL = Duration.ofMillis(50);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicDescription topic;
    private final TableFiles packed;
    private final TailConfig limits;

    TailRead(Consumer<byte[], byte[]> consumer, TopicDescription topic, TableFiles packed, TailConfig limits) {
        this.consumer = consumer;
        this.topic = topic;
        this.packed = packed;
        this.limits = limits;
    }

    Tail run(Object dataset, TailSpool spool, long deadline) throws IOException {
        boolean done = false;
        try (spool) {
            TailPlan plan = plan();
            long lag = fill(spool, plan, deadline);
            done = true;
            return tail(dataset, spool, plan, lag);
        } finally {
            if (!done || spool.rows() == 0) {
                Files.deleteIfExists(spool.rowsInFile().file());
            }
        }
    }

    private TailPlan plan() {
        List<TopicPartition> all = topic.partitions().stream()
                .map(info -> new TopicPartition(topic.name(), info.partition()))
                .toList();
        consumer.assign(all);
        return TailPlan.of(
                packed.offsets(),
                topic.topicId().toString(),
                numbers(consumer.beginningOffsets(all)),
                numbers(consumer.endOffsets(all)));
    }

    /** Spools what is planned and says how many offsets are left: the newest of each partition, so that there is never a gap. */
    private long fill(TailSpool spool, TailPlan plan, long deadline) throws IOException {
        List<TopicPartition> open = new ArrayList<>();
        plan.spans().keySet().forEach(partition -> open.add(new TopicPartition(topic.name(), partition)));
        consumer.assign(List.copyOf(open));
        plan.spans()
                .forEach((partition, span) -> consumer.seek(new TopicPartition(topic.name(), partition), span.from()));
        while (!open.isEmpty() && spool.bytes() < limits.size().bytes() && System.nanoTime() - deadline < 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                // What came after the topic was asked for its end belongs to the next query.
                if (record.offset() < plan.until(record.partition())) {
                    spool.add(record.value());
                }
            }
            List<TopicPartition> finished = open.stream()
                    .filter(partition -> consumer.position(partition) >= plan.until(partition.partition()))
                    .toList();
            consumer.pause(finished);
            open.removeAll(finished);
        }
        return open.stream()
                .mapToLong(partition -> plan.until(partition.partition()) - consumer.position(partition))
                .sum();
    }

    private Tail tail(Object dataset, TailSpool spool, TailPlan plan, long lag) {
        List<String> warnings = new ArrayList<>();
        if (plan.lost() > 0) {
            warnings.add(plan.lost() + " offsets after the snapshot's are no longer in the topic");
        }
        if (lag > 0) {
            warnings.add("up to " + lag + " newer records are left out: hot_tail.size or hot_tail.time was reached");
        }
        if (spool.leftOut() > 0) {
            warnings.add(spool.leftOut() + " records are no events; the packer makes dead letters of them");
        }
        Instant newest = spool.newest();
        Freshness freshness = new Freshness(
                dataset.toString(), packed.snapshotId(), true, spool.rows(), lag, newest, behind(newest), warnings);
        Optional<HotRows> rows = spool.rows() == 0 ? Optional.empty() : Optional.of(spool.rowsInFile());
        return new Tail(rows, freshness);
    }

    private static @Nullable Double behind(@Nullable Instant newest) {
        return newest == null ? null : Duration.between(newest, Instant.now()).toMillis() / 1000.0;
    }

    private static Map<Integer, Long> numbers(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
    }
}
