package io.bytefreezer.packer.consume;

import io.bytefreezer.packer.flush.DeadLetters;
import io.bytefreezer.packer.flush.PackCounts;
import io.bytefreezer.packer.flush.TableFlusher;
import io.bytefreezer.packer.plan.FlushLimits;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import java.nio.file.Path;
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
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
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
    private static final Duration FAREWELL = Duration.ofSeconds(4);

    private final Tools tools;
    private final Topics topics;
    private final Clock clock;
    private final Map<DatasetRef, TableWork> tables = new HashMap<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private volatile List<String> problems = List.of();

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
     * @param deadLetters takes what cannot be packed
     * @param counts is told what happens
     * @param isKnown whether a dataset is in the snapshot
     * @param limits limits of batches
     * @param spoolDirectory where batches are spooled
     * @param random spreads the pauses after failures
     */
    public record Tools(
            Consumer<byte[], byte[]> consumer,
            EventCodec codec,
            TableFlusher flusher,
            ExecutorService worker,
            DeadLetters deadLetters,
            PackCounts counts,
            Predicate<DatasetRef> isKnown,
            Limits limits,
            Path spoolDirectory,
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

    /** Makes {@link #run} end: batches on their way get some seconds to land. */
    public void stop() {
        stopping.set(true);
    }

    @Override
    public void run() {
        try (Consumer<byte[], byte[]> consumer = tools.consumer()) {
            consumer.subscribe(topics.pattern(Topics.Stage.PROCESSED), new Assignments());
            while (!stopping.get()) {
                step();
            }
            farewell();
        } catch (RuntimeException e) {
            LOG.error("the packer's loop failed while it stopped; what was not committed is read again", e);
        }
    }

    private void step() {
        try {
            read(tools.consumer().poll(POLL));
            advanceAll(clock.instant());
        } catch (RuntimeException e) {
            // A full disk, a right taken away: what was read is forgotten, and read again after a pause.
            LOG.warn("the packer could not go on, it starts again where the tables stand", e);
            Instant now = clock.instant();
            tables.values().forEach(table -> table.restart(now, e));
        }
    }

    private void read(ConsumerRecords<byte[], byte[]> polled) {
        Instant now = clock.instant();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> next :
                polled.nextOffsets().entrySet()) {
            TopicPartition partition = next.getKey();
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            TableWork table = tables.get(dataset(partition));
            if (table != null && !records.isEmpty()) {
                table.add(partition, records, next.getValue().offset(), now);
            }
        }
    }

    private void advanceAll(Instant now) {
        tables.values().forEach(table -> table.advance(now));
        tables.values().removeIf(TableWork::isIdle);
        problems = tables.values().stream()
                .map(TableWork::problem)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Lets complete and incomplete batches land, for some seconds. */
    private void farewell() {
        tables.values().forEach(TableWork::flushNow);
        Instant deadline = clock.instant().plus(FAREWELL);
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

    private DatasetRef dataset(TopicPartition partition) {
        return topics.parse(partition.topic())
                .map(Topics.Parsed::dataset)
                .orElseThrow(() ->
                        new IllegalStateException("subscribed to " + partition + ", which is no processed topic"));
    }

    /** Follows the group: what comes and goes is told to the tables. */
    private final class Assignments implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            byDataset(partitions)
                    .forEach((dataset, added) -> tables.computeIfAbsent(dataset, name -> new TableWork(name, tools))
                            .reassign(added, Set.of()));
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
            partitions.forEach(partition -> byDataset
                    .computeIfAbsent(dataset(partition), none -> new HashSet<>())
                    .add(partition));
            return byDataset;
        }
    }
}
