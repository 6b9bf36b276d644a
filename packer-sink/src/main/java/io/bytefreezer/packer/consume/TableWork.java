package io.bytefreezer.packer.consume;

import io.bytefreezer.lake.commit.Append;
import io.bytefreezer.lake.shape.RowShaper;
import io.bytefreezer.packer.flush.TableStart;
import io.bytefreezer.packer.plan.PackPlan;
import io.bytefreezer.packer.spool.Batch;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The packing of one table, from phase to phase. Belongs to the consumer's thread. */
final class TableWork {

    private static final Logger LOG = LoggerFactory.getLogger(TableWork.class);
    private static final Duration WAIT_FIRST = Duration.ofMillis(500);
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);
    private static final int DOUBLINGS_MAX = 6;

    private final DatasetRef dataset;
    private final PackLoop.Tools tools;
    private final Set<TopicPartition> partitions = new HashSet<>();
    private Phase phase = new Phase.Waiting(Instant.EPOCH);
    private Optional<String> problem = Optional.empty();
    private int failures;

    TableWork(DatasetRef dataset, PackLoop.Tools tools) {
        this.dataset = dataset;
        this.tools = tools;
    }

    /** What keeps it from packing, for people. */
    Optional<String> problem() {
        return problem.map(text -> dataset + " is not packed at the moment: " + text);
    }

    boolean isIdle() {
        return partitions.isEmpty() && !(phase instanceof Phase.Flushing);
    }

    /** Partitions came or went: what was read so far is read again, because offsets of the table may have moved. */
    void reassign(Set<TopicPartition> added, Set<TopicPartition> removed) {
        partitions.removeAll(removed);
        partitions.addAll(added);
        tools.consumer().pause(added);
        if (phase instanceof Phase.Open open) {
            open.batch().discard();
            pause();
            phase = new Phase.Waiting(Instant.EPOCH);
        }
    }

    /** Forgets what was read since the last commit, and starts again after a pause. */
    void restart(Instant now, RuntimeException cause) {
        if (phase instanceof Phase.Open open) {
            open.batch().discard();
            pause();
            fail(cause, now);
        }
    }

    /** Goes on as far as it can without waiting. */
    void advance(Instant now) {
        switch (phase) {
            case Phase.Waiting waiting -> {
                if (!partitions.isEmpty()
                        && !now.isBefore(waiting.until())
                        && tools.isKnown().test(dataset)) {
                    Future<TableStart> start =
                            tools.worker().submit(() -> tools.flusher().look(dataset));
                    phase = new Phase.Looking(start);
                }
            }
            case Phase.Looking looking -> {
                if (looking.start().isDone()) {
                    finish(looking.start(), now);
                }
            }
            case Phase.Open open -> {
                if (PackPlan.of(open.batch().facts(), tools.limits().flush(), now) instanceof PackPlan.Commit) {
                    flush(open);
                }
            }
            case Phase.Flushing flushing -> {
                if (flushing.start().isDone()) {
                    settle(flushing, now);
                }
            }
        }
    }

    /** Spools records of one partition; {@code next} is the offset after them, which may be after gaps. */
    void add(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long next, Instant now) {
        if (!(phase instanceof Phase.Open open)) {
            throw new IllegalStateException(partition + " was read while its table is " + phase);
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
            spool(open.batch(), record);
        }
        OptionalLong stands = open.start().state().offsets().next(open.start().topicId(), partition.partition());
        open.batch()
                .cover(partition.partition(), stands.orElse(records.getFirst().offset()), next, now);
    }

    /** Sends what there is to the table, complete or not. */
    void flushNow() {
        if (phase instanceof Phase.Open open && open.batch().facts().records() > 0) {
            flush(open);
        }
    }

    /** Whether a batch is on its way. */
    boolean isFlushing() {
        return phase instanceof Phase.Flushing;
    }

    /** Removes what is on disk; what was not committed is read again by whoever packs next. */
    void discard() {
        if (phase instanceof Phase.Open open) {
            open.batch().discard();
        }
        phase = new Phase.Waiting(Instant.MAX);
    }

    private void spool(Batch batch, ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() == null) {
                throw new UndecodableRecordException("the record has no value");
            }
            ProcessedEvent event = tools.codec().decodeProcessed(record.value());
            batch.add(event);
        } catch (UndecodableRecordException e) {
            tools.deadLetters().send(dataset, record, "UNDECODABLE", String.valueOf(e.getMessage()));
            tools.counts().rejected(dataset);
        }
    }

    private void flush(Phase.Open open) {
        pause();
        Map<Integer, Long> ends = new HashMap<>();
        for (Map.Entry<Integer, Append.Range> range : open.batch().ranges().entrySet()) {
            ends.put(range.getKey(), range.getValue().next());
        }
        Future<TableStart> start =
                tools.worker().submit(() -> tools.flusher().flush(dataset, open.start(), open.batch()));
        phase = new Phase.Flushing(start, ends);
    }

    private void settle(Phase.Flushing flushing, Instant now) {
        boolean landed = flushing.start().state() == Future.State.SUCCESS;
        if (landed) {
            commitGroupOffsets(flushing);
            failures = 0;
        }
        finish(flushing.start(), now);
    }

    private void finish(Future<TableStart> finished, Instant now) {
        try {
            begin(finished.get());
            problem = Optional.empty();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.warn("{}: {}; tried again", dataset, cause.getMessage(), cause);
            fail(cause, now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(Throwable cause, Instant now) {
        tools.counts().failed(dataset);
        problem = Optional.of(String.valueOf(cause.getMessage()));
        phase = new Phase.Waiting(now.plus(pauseAfter()));
        failures++;
    }

    /** Opens a batch where the table stands. */
    private void begin(TableStart start) {
        for (TopicPartition partition : partitions) {
            OptionalLong next = start.state().offsets().next(start.topicId(), partition.partition());
            if (next.isPresent()) {
                tools.consumer().seek(partition, next.getAsLong());
            } else {
                tools.consumer().seekToBeginning(Set.of(partition));
            }
        }
        RowShaper shaper =
                new RowShaper(start.state().bodyColumns(), tools.limits().columns());
        phase = new Phase.Open(start, new Batch(tools.spoolDirectory(), shaper));
        tools.consumer().resume(partitions);
    }

    /** For those who watch the group's lag; the packer itself never reads these. */
    private void commitGroupOffsets(Phase.Flushing flushing) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Long end = flushing.ends().get(partition.partition());
            if (end != null) {
                offsets.put(partition, new OffsetAndMetadata(end));
            }
        }
        tools.consumer().commitAsync(offsets, (done, error) -> {
            if (error != null) {
                LOG.debug("group offsets of {} were not committed: {}", dataset, error.getMessage());
            }
        });
    }

    private void pause() {
        tools.consumer().pause(partitions);
    }

    private Duration pauseAfter() {
        Duration most = WAIT_FIRST.multipliedBy(1L << Math.min(failures, DOUBLINGS_MAX));
        Duration bounded = most.compareTo(WAIT_MAX) < 0 ? most : WAIT_MAX;
        return bounded.dividedBy(2).plusMillis(tools.random().nextLong(bounded.toMillis() / 2 + 1));
    }
}
