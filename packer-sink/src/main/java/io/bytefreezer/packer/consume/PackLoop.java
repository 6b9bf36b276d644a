package io.bytefreezer.packer.consume;

import io.bytefreezer.packer.flush.PackCounts;
import io.bytefreezer.packer.flush.SettledTables;
import io.bytefreezer.packer.flush.TableFlusher;
import io.bytefreezer.packer.plan.FlushLimits;
import io.bytefreezer.packer.spool.SpoolDirectory;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the processed topics of all datasets and moves each table's work on. Runs on one thread; {@link #stop()} and
 * {@link #problems()} may be called by any. The consumer always polls, however long a flush takes, so that the group never
 * takes a slow packer for a dead one.
 */
public final class PackLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(PackLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    /** While the lake's answer for some table is awaited, which no poll is ended by. */
    private static final Duration POLL_BUSY = Duration.ofMillis(20);

    /** How often a group that has nothing to do tells how far it is. */
    private static final Duration TELL_EVERY = Duration.ofSeconds(5);

    private static final Duration FAREWELL = Duration.ofSeconds(4);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Tools tools;
    private final Topics topics;
    private final Clock clock;
    private final Map<DatasetRef, TableWork> tables = new HashMap<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private Instant tellAt = Instant.EPOCH;
    private Optional<String> kafkaProblem = Optional.empty();
    private volatile List<String> problems = List.of();
    private volatile Set<TopicPartition> assigned = Set.of();

    /** A loop that is ready to run. */
    public PackLoop(Tools tools, Topics topics, Clock clock) {
        this.tools = tools;
        this.topics = topics;
        this.clock = clock;
    }

    /**
     * What the loop works with; the consumer is closed by the loop, the rest stays the caller's.
     *
     * @param consumer reads committed records, commits nothing by itself
     * @param codec decodes them
     * @param flusher brings batches into tables, on {@code worker} only
     * @param worker the one thread of the flusher
     * @param counts is told what happens
     * @param isKnown whether a dataset is in the snapshot
     * @param settled what datasets settle of their tables
     * @param limits limits of batches
     * @param spool where batches are spooled
     * @param random spreads the pauses after failures
     */
    public record Tools(
            Consumer<byte[], byte[]> consumer,
            EventCodec codec,
            TableFlusher flusher,
            ExecutorService worker,
            PackCounts counts,
            Predicate<DatasetRef> isKnown,
            SettledTables settled,
            Limits limits,
            SpoolDirectory spool,
            RandomGenerator random) {}

    /**
     * Limits of batches.
     *
     * @param flush when a batch goes to its table
     * @param columns body columns of a table; further fields are rescued
     */
    public record Limits(FlushLimits flush, int columns) {}

    /** What keeps tables from being packed, for people. */
    public List<String> problems() {
        return problems;
    }

    /** The partitions that were this packer's when it was told last. */
    public Set<TopicPartition> assigned() {
        return assigned;
    }

    /** Makes {@link #run} end: batches on their way get some seconds to land. */
    public void stop() {
        stopping.set(true);
    }

    @Override
    public void run() {
        Consumer<byte[], byte[]> consumer = tools.consumer();
        try {
            consumer.subscribe(topics.pattern(Topics.Stage.PROCESSED), new Assignments());
            while (!stopping.get()) {
                step();
            }
            farewell();
        } catch (RuntimeException e) {
            LOG.error("the packer's loop failed while it stopped; what was not committed is read again", e);
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
        }
    }

    private void step() {
        Instant now = clock.instant();
        try {
            ConsumerRecords<byte[], byte[]> polled = tools.consumer().poll(pollTime());
            kafkaProblem = Optional.empty();
            read(polled);
        } catch (OffsetOutOfRangeException e) {
            e.offsetOutOfRangePartitions().forEach((partition, wanted) -> outOfRange(partition, wanted, now));
        } catch (RuntimeException e) {
            // A right taken away, a setting the brokers refuse: nobody can say what was read, so it is read again.
            LOG.warn("cannot read from Kafka, starting again where the tables stand", e);
            kafkaProblem = Optional.of("cannot read from Kafka: " + e.getMessage());
            tables.values().forEach(table -> table.restart(now, e));
            LockSupport.parkNanos(AFTER_FAILURE.toNanos());
        }
        advanceAll(clock.instant());
    }

    private Duration pollTime() {
        return tables.values().stream().anyMatch(TableWork::isAsking) ? POLL_BUSY : POLL;
    }

    private void read(ConsumerRecords<byte[], byte[]> polled) {
        Instant now = clock.instant();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> next :
                polled.nextOffsets().entrySet()) {
            TopicPartition partition = next.getKey();
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            if (!records.isEmpty()) {
                table(partition)
                        .ifPresent(table -> guarded(
                                table,
                                now,
                                () -> table.add(
                                        partition, records, next.getValue().offset(), now)));
            }
        }
    }

    private void outOfRange(TopicPartition partition, long wanted, Instant now) {
        table(partition)
                .ifPresent(table -> guarded(table, now, () -> {
                    long beginning = tools.consumer()
                            .beginningOffsets(Set.of(partition), CLOSE_WITHIN)
                            .getOrDefault(partition, 0L);
                    table.outOfRange(partition, wanted, beginning, now);
                }));
    }

    private void advanceAll(Instant now) {
        tables.values().forEach(table -> guarded(table, now, () -> table.advance(now)));
        tables.values().removeIf(TableWork::isIdle);
        if (!now.isBefore(tellAt)) {
            tellAt = now.plus(TELL_EVERY);
            tables.values().forEach(table -> guarded(table, now, table::tellPosition));
            tools.spool().tick(now);
        }
        problems = Stream.concat(
                        kafkaProblem.stream(),
                        tables.values().stream()
                                .map(table -> table.problem(now))
                                .flatMap(Optional::stream))
                .toList();
    }

    /** One table's trouble, a full disk or a fault of ours, is not that of the others. */
    private static void guarded(TableWork table, Instant now, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.warn("a table could not go on, it starts again where it stands", e);
            table.restart(now, e);
        }
    }

    /** Lets complete and incomplete batches land, for some seconds. */
    private void farewell() {
        Instant now = clock.instant();
        tables.values().forEach(table -> table.flushNow(now));
        Instant deadline = now.plus(FAREWELL);
        while (tables.values().stream().anyMatch(TableWork::isFlushing)
                && clock.instant().isBefore(deadline)) {
            tools.consumer().poll(POLL);
            tables.values().stream().filter(TableWork::isFlushing).forEach(table -> {
                table.advance(clock.instant());
                if (!table.isFlushing()) {
                    table.discard();
                }
            });
        }
        tables.values().forEach(TableWork::discard);
    }

    private Optional<TableWork> table(TopicPartition partition) {
        return dataset(partition).map(tables::get);
    }

    private Optional<DatasetRef> dataset(TopicPartition partition) {
        return topics.parse(partition.topic()).map(Topics.Parsed::dataset);
    }

    /** Follows the group: what comes and goes is told to the tables. */
    private final class Assignments implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            pauseForeign(partitions);
            byDataset(partitions)
                    .forEach((dataset, added) -> tables.computeIfAbsent(dataset, name -> new TableWork(name, tools))
                            .reassign(added, Set.of()));
            assigned = Set.copyOf(tools.consumer().assignment());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            byDataset(partitions).forEach((dataset, removed) -> {
                TableWork table = tables.get(dataset);
                if (table != null) {
                    table.reassign(Set.of(), removed);
                }
            });
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            onPartitionsRevoked(partitions);
        }

        private Map<DatasetRef, Set<TopicPartition>> byDataset(Collection<TopicPartition> partitions) {
            Map<DatasetRef, Set<TopicPartition>> byDataset = new HashMap<>();
            partitions.forEach(partition -> dataset(partition)
                    .ifPresent(dataset -> byDataset
                            .computeIfAbsent(dataset, none -> new HashSet<>())
                            .add(partition)));
            return byDataset;
        }

        /** Anybody may create a topic whose name only looks like one of ours. */
        private void pauseForeign(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                if (dataset(partition).isEmpty()) {
                    LOG.warn("topic {} is no dataset's and is not packed", partition.topic());
                    tools.consumer().pause(Set.of(partition));
                    tools.consumer().seek(partition, 0);
                }
            }
        }
    }
}
