package io.bytefreezer.receiver;

import io.bytefreezer.receiver.layout.RawObjectStamp;
import io.bytefreezer.receiver.plan.Arrival;
import io.bytefreezer.receiver.plan.LandingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions of one task. Owned by the task's thread. */
final class Landing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Landing.class);

    private final LandingPlan plan;
    private final Intake intake;
    private final LandingTools tools;
    private final PositionFinder positions;
    private final Map<TopicPartition, PartitionLander> landers = new HashMap<>();

    Landing(LandingPlan plan, Intake intake, LandingTools tools) {
        this.plan = plan;
        this.intake = intake;
        this.tools = tools;
        this.positions = new PositionFinder(tools.store());
    }

    /** Takes a batch, and publishes what is full or old. Given the same batch again it goes on where it failed. */
    void put(Collection<SinkRecord> batch) {
        List<Received> records = new ArrayList<>(batch.size());
        for (SinkRecord record : batch) {
            records.add(intake.read(record));
        }
        place(records);
        for (Received record : records) {
            lander(record).accept(record);
        }
        landers.values().forEach(PartitionLander::tick);
        landers.values().forEach(PartitionLander::batchDone);
        wakeWhenDue();
    }

    /**
     * Finds out where partitions stand whose first record has come. Not earlier: the record's time says how far back to look,
     * and a partition from which nothing comes has nothing to land, since its group's offset is never beyond its objects.
     */
    private void place(List<Received> records) {
        Map<TopicPartition, Arrival> first = new HashMap<>();
        for (Received record : records) {
            TopicPartition partition = partitionOf(record);
            if (!landers.containsKey(partition)) {
                first.putIfAbsent(partition, record.arrival());
            }
        }
        if (first.isEmpty()) {
            return;
        }
        Map<TopicPartition, RawObjectStamp> newest = positions.find(first);
        first.forEach((partition, arrival) -> {
            Optional<RawObjectStamp> found = Optional.ofNullable(newest.get(partition));
            LOG.info(
                    "{} starts after {}", partition, found.map(Object::toString).orElse("no object"));
            landers.put(partition, new PartitionLander(partition, plan, tools, plan.start(found, arrival)));
        });
    }

    private PartitionLander lander(Received record) {
        PartitionLander lander = landers.get(partitionOf(record));
        if (lander == null) {
            throw new IllegalStateException(partitionOf(record) + " was not placed");
        }
        return lander;
    }

    private static TopicPartition partitionOf(Received record) {
        return new TopicPartition(
                record.arrival().key().topic(), record.arrival().key().partition());
    }

    /** An idle topic brings no record: Connect is asked to come back in time. */
    private void wakeWhenDue() {
        landers.values().stream()
                .map(PartitionLander::dueAt)
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .map(due -> Duration.between(tools.clock().instant(), due).toMillis())
                .ifPresent(millis -> tools.context().timeout(Math.max(1, millis)));
    }

    /** What is in the store. */
    Map<TopicPartition, OffsetAndMetadata> landed() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        landers.forEach((partition, lander) ->
                lander.landedUpTo().ifPresent(offset -> offsets.put(partition, new OffsetAndMetadata(offset))));
        return offsets;
    }

    /** Forgets partitions that are others' now, with what is not published. */
    void drop(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Optional.ofNullable(landers.remove(partition)).ifPresent(PartitionLander::discard);
        }
    }

    @Override
    public void close() {
        drop(List.copyOf(landers.keySet()));
        tools.close();
    }
}
