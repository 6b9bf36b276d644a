package io.bytefreezer.packer.consume;

import io.bytefreezer.lake.commit.Append;
import io.bytefreezer.lake.shape.RowShaper;
import io.bytefreezer.packer.flush.TableStart;
import io.bytefreezer.packer.flush.UnwritableException;
import io.bytefreezer.packer.plan.FlushLimits;
import io.bytefreezer.packer.plan.PackPlan;
import io.bytefreezer.packer.spool.Batch;
import io.bytefreezer.packer.spool.Position;
import io.bytefreezer.packer.spool.Reject;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.wire.UndecodableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packing of one table, from phase to phase. Belongs to the consumer's thread.
 *
 * <p>Whatever fails, the way on is the same: forget what was read, look where the table stands, read on from there.
 */
final class TableWork {

    private static final Logger LOG = LoggerFactory.getLogger(TableWork.class);

    /** Iceberg tries to read a store that is away for more than a minute before it says so. */
    private static final Duration SLOW = Duration.ofSeconds(10);

    private static final Duration POSITION_WITHIN = Duration.ofSeconds(1);

    private final DatasetRef dataset;
    private final PackLoop.Tools tools;
    private final Set<TopicPartition> partitions = new HashSet<>();
    private final Poison poison = new Poison();
    private final Pauses pauses;
    private Phase phase = new Phase.Waiting(Instant.EPOCH);
    /** Whether partitions came since the look or the flush began: then its answer may be older than their last owner's commit. */
    private boolean stale;

    /** What the last flush was to cover, while it is not known to be in the table. */
    private Map<Integer, Append.Range> owed = Map.of();

    /** What the group was told last. */
    private Map<TopicPartition, OffsetAndMetadata> told = Map.of();

    private Optional<String> readProblem = Optional.empty();
    private Optional<String> flushProblem = Optional.empty();

    TableWork(DatasetRef dataset, PackLoop.Tools tools) {
        this.dataset = dataset;
        this.tools = tools;
        this.pauses = new Pauses(tools.random());
    }

    /** What keeps it from packing, for people. */
    Optional<String> problem(Instant now) {
        return Stream.of(flushProblem, readProblem, slowness(now))
                .flatMap(Optional::stream)
                .findFirst()
                .map(text -> dataset + " is not packed at the moment: " + text);
    }

    private Optional<String> slowness(Instant now) {
        return switch (phase) {
            case Phase.Waiting waiting -> Optional.empty();
            case Phase.Open open -> Optional.empty();
            case Phase.Looking looking -> slowness(looking.since(), now);
            case Phase.Flushing flushing -> slowness(flushing.since(), now);
        };
    }

    private static Optional<String> slowness(Instant since, Instant now) {
        Duration waiting = Duration.between(since, now);
        return waiting.compareTo(SLOW) < 0
                ? Optional.empty()
                : Optional.of(
                        "store, catalog or the tables before it have not answered for " + waiting.toSeconds() + " s");
    }

    boolean isIdle() {
        return partitions.isEmpty() && !isFlushing();
    }

    /** Whether a batch is on its way. */
    boolean isFlushing() {
        return phase instanceof Phase.Flushing;
    }

    /** Whether an answer of the lake is awaited. */
    boolean isAsking() {
        return phase instanceof Phase.Looking || isFlushing();
    }

    /** Partitions came or went: what was read so far is read again, because offsets of the table may have moved. */
    void reassign(Set<TopicPartition> added, Set<TopicPartition> removed) {
        partitions.removeAll(removed);
        partitions.addAll(added);
        poison.forget(removed);
        tools.consumer().pause(added);
        // A place to stand, so that nobody asks for the group's: the real one is the table's, and known before anything
        // is read.
        added.forEach(partition -> tools.consumer().seek(partition, 0));
        stale = stale || !added.isEmpty();
        told = Map.of();
        if (!removed.isEmpty()) {
            owed = Map.of();
            flushProblem = Optional.empty();
        }
        rewind(Instant.EPOCH);
    }

    /** Forgets what was read since the last commit, and starts again after a pause. */
    void restart(Instant now, RuntimeException cause) {
        readProblem = Optional.of(String.valueOf(cause.getMessage()));
        Instant until = now.plus(pauses.afterFailure());
        switch (phase) {
            case Phase.Waiting waiting -> phase = new Phase.Waiting(until);
            case Phase.Looking looking -> phase = looking.start().isDone() ? new Phase.Waiting(until) : looking;
            case Phase.Open open -> rewind(until);
            case Phase.Flushing flushing -> phase = flushing.start().isDone() ? new Phase.Waiting(until) : flushing;
        }
    }

    /** Goes on as far as it can without waiting. */
    void advance(Instant now) {
        switch (phase) {
            case Phase.Waiting waiting -> look(waiting, now);
            case Phase.Looking looking -> looked(looking.start(), now);
            case Phase.Open open -> decide(open, now);
            case Phase.Flushing flushing -> flushed(flushing, now);
        }
    }

    /** Spools records of one partition; {@code next} is the offset after them, which may be after gaps. */
    void add(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long next, Instant now) {
        if (!(phase instanceof Phase.Open open)) {
            // They were on their way when the table's phase changed, and are read again.
            return;
        }
        long first = records.getFirst().offset();
        int taken = 0;
        while (taken < records.size() && hasRoom(open.batch())) {
            spool(open.batch(), records.get(taken));
            taken++;
        }
        long end = taken == records.size() ? next : records.get(taken).offset();
        if (taken < records.size()) {
            tools.consumer().seek(partition, end);
        }
        if (taken > 0) {
            long from = open.start().next(partition.partition()).orElse(first);
            open.batch().cover(partition.partition(), from, end, now);
        }
    }

    /** The table continues where its topic has nothing. */
    void outOfRange(TopicPartition partition, long wanted, long beginning, Instant now) {
        if (wanted < beginning) {
            LOG.error(
                    "{}: records {} to {} of {} were deleted by the topic's retention before they were packed; keep them"
                            + " longer (retention.ms, retention.bytes), or run more packers",
                    dataset,
                    wanted,
                    beginning - 1,
                    partition);
            tools.counts().expired(dataset, beginning - wanted);
            tools.consumer().seek(partition, beginning);
        } else {
            restart(
                    now,
                    new IllegalStateException("the table holds " + partition + " up to offset " + wanted
                            + ", where the topic does not reach any more: its brokers lost records that are in the table."
                            + " Delete the topic and create it again to go on"));
        }
    }

    /** Sends what there is to the table, complete or not. */
    void flushNow(Instant now) {
        if (phase instanceof Phase.Open open && !open.batch().facts().isEmpty()) {
            flush(open, now);
        }
    }

    /** Removes what is on disk; what was not committed is read again by whoever packs next. */
    void discard() {
        rewind(Instant.MAX);
        phase = new Phase.Waiting(Instant.MAX);
    }

    private void look(Phase.Waiting waiting, Instant now) {
        if (partitions.isEmpty() || now.isBefore(waiting.until()) || !isKnown()) {
            return;
        }
        stale = false;
        phase = new Phase.Looking(tools.worker().submit(() -> tools.flusher().look(dataset)), now);
    }

    private void looked(Future<TableStart> start, Instant now) {
        if (!start.isDone()) {
            return;
        }
        if (start.state() == Future.State.SUCCESS) {
            readProblem = Optional.empty();
            recognize(start.resultNow());
            begin(start.resultNow());
        } else {
            readProblem = Optional.of(failed(start.exceptionNow()));
            phase = new Phase.Waiting(now.plus(pauses.afterFailure()));
        }
    }

    private void decide(Phase.Open open, Instant now) {
        FlushLimits limits = tools.limits().flush().hunting(poison.rowsMax());
        if (!isKnown() || isOutdated(open)) {
            rewind(Instant.EPOCH);
        } else if (PackPlan.of(open.batch().facts(), limits, now) instanceof PackPlan.Commit) {
            flush(open, now);
        }
    }

    /** Whether the next rows are to be shaped for columns that were settled since the look; a batch with rows goes to its table first. */
    private boolean isOutdated(Phase.Open open) {
        return open.batch().facts().isEmpty()
                && !open.start().settled().equals(tools.settled().of(dataset));
    }

    private void flush(Phase.Open open, Instant now) {
        tools.consumer().pause(partitions);
        Batch batch = open.batch();
        Future<TableStart> start = tools.worker().submit(() -> tools.flusher().flush(dataset, open.start(), batch));
        phase = new Phase.Flushing(start, now, batch.rows(), batch.lastRow(), batch.ranges());
    }

    private void flushed(Phase.Flushing flushing, Instant now) {
        if (!flushing.start().isDone()) {
            return;
        }
        if (flushing.start().state() == Future.State.SUCCESS) {
            TableStart start = flushing.start().resultNow();
            landed(start);
            begin(start);
            return;
        }
        Throwable cause = flushing.start().exceptionNow();
        flushProblem = Optional.of(failed(cause));
        owed = flushing.ranges();
        boolean atOnce = cause instanceof UnwritableException unwritable
                && poison.unwritable(flushing.rows(), flushing.lastRow(), unwritable);
        if (atOnce) {
            pauses.reset();
        }
        phase = new Phase.Waiting(atOnce ? now : now.plus(pauses.afterFailure()));
    }

    /** A batch whose flush failed may be in the table all the same: then all is well. */
    private void recognize(TableStart start) {
        boolean stands = owed.entrySet().stream()
                .allMatch(range -> start.next(range.getKey()).orElse(-1)
                        >= range.getValue().next());
        if (!owed.isEmpty() && stands) {
            landed(start);
        }
    }

    private void landed(TableStart start) {
        owed = Map.of();
        pauses.reset();
        flushProblem = Optional.empty();
        poison.landed(start);
        commitGroupOffsets(start);
    }

    /** Opens a batch where the table stands. */
    private void begin(TableStart start) {
        if (stale || partitions.isEmpty() || !isKnown()) {
            phase = new Phase.Waiting(Instant.EPOCH);
            return;
        }
        for (TopicPartition partition : partitions) {
            OptionalLong next = start.next(partition.partition());
            if (next.isPresent()) {
                tools.consumer().seek(partition, next.getAsLong());
            } else {
                tools.consumer().seekToBeginning(Set.of(partition));
            }
        }
        RowShaper shaper = new RowShaper(
                start.state().bodyColumns(),
                start.settled().columns(),
                tools.limits().columns());
        phase = new Phase.Open(start, tools.spool().newBatch(shaper));
        tools.consumer().resume(partitions);
    }

    private boolean hasRoom(Batch batch) {
        return !batch.isClosed() && batch.rows() < poison.rowsMax();
    }

    private void spool(Batch batch, ConsumerRecord<byte[], byte[]> record) {
        Position position = new Position(record.partition(), record.offset());
        Optional<String> verdict = poison.verdict(position);
        if (verdict.isPresent()) {
            batch.reject(new Reject(record, "UNWRITABLE", verdict.get()));
            batch.close();
            return;
        }
        try {
            if (record.value() == null) {
                throw new UndecodableRecordException("the record has no value");
            }
            ProcessedEvent event = tools.codec().decodeProcessed(record.value());
            batch.add(event, position);
        } catch (UndecodableRecordException e) {
            batch.reject(new Reject(record, "UNDECODABLE", String.valueOf(e.getMessage())));
        }
    }

    private String failed(Throwable cause) {
        tools.counts().failed(dataset);
        if (cause instanceof UnwritableException) {
            LOG.warn("{}: {}; the row to blame is looked for", dataset, cause.getMessage());
        } else {
            LOG.warn("{}: {}; tried again", dataset, cause.getMessage(), cause);
        }
        return String.valueOf(cause.getMessage());
    }

    /** Forgets an open batch. */
    private void rewind(Instant until) {
        if (phase instanceof Phase.Open open) {
            open.batch().discard();
            phase = new Phase.Waiting(until);
            tools.consumer().pause(partitions);
        }
    }

    private void commitGroupOffsets(TableStart start) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            start.next(partition.partition()).ifPresent(next -> offsets.put(partition, new OffsetAndMetadata(next)));
        }
        commitGroupOffsets(offsets);
    }

    /**
     * Tells the group where it stands when all that was read is in the table: beyond the last row, where the markers of
     * transactions end.
     */
    void tellPosition() {
        if (phase instanceof Phase.Open open && open.batch().facts().isEmpty()) {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            for (TopicPartition partition : partitions) {
                offsets.put(partition, new OffsetAndMetadata(tools.consumer().position(partition, POSITION_WITHIN)));
            }
            commitGroupOffsets(offsets);
        }
    }

    /** For those who watch the group's lag; the packer itself never reads these. */
    private void commitGroupOffsets(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (offsets.isEmpty() || offsets.equals(told)) {
            return;
        }
        told = Map.copyOf(offsets);
        tools.consumer().commitAsync(offsets, (done, error) -> {
            if (error != null) {
                LOG.debug("group offsets of {} were not committed: {}", dataset, error.getMessage());
            }
        });
    }

    private boolean isKnown() {
        return tools.isKnown().test(dataset);
    }
}
