package io.bytefreezer.receiver;

import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.layout.RawObjectStamp;
import io.bytefreezer.receiver.plan.Action;
import io.bytefreezer.receiver.plan.Decision;
import io.bytefreezer.receiver.plan.Finding;
import io.bytefreezer.receiver.plan.LandingPlan;
import io.bytefreezer.receiver.plan.OpenObject;
import io.bytefreezer.receiver.plan.State;
import io.bytefreezer.receiver.store.RawObjectStoreException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does for one partition what {@link LandingPlan} decides. Whatever fails on the way may be tried again with the same
 * record: the state changes only with what was done.
 */
final class PartitionLander implements Action.Shell, Finding.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionLander.class);

    private final TopicPartition partition;
    private final LandingPlan plan;
    private final LandingTools tools;

    private State state;
    private @Nullable Buffer buffer;
    private @Nullable Received current;

    /** A partition in the state it starts in. */
    PartitionLander(TopicPartition partition, LandingPlan plan, LandingTools tools, Decision start) {
        this.partition = partition;
        this.plan = plan;
        this.tools = tools;
        this.state = start.state();
        start.action().by(this);
    }

    /** Takes a record; one that was taken before is passed over. */
    void accept(Received received) {
        current = received;
        try {
            boolean dealtWith = false;
            while (!dealtWith) {
                dealtWith = follow(
                        plan.decide(state, received.arrival(), tools.clock().instant()));
            }
        } catch (BufferFailedException e) {
            readAgain();
            throw e;
        } finally {
            current = null;
        }
    }

    /** Publishes what has become old enough. */
    void tick() {
        try {
            follow(plan.tick(state, tools.clock().instant()));
        } catch (BufferFailedException e) {
            readAgain();
            throw e;
        }
    }

    /** The batch is through: what comes next comes from where the consumer was sent. */
    void batchDone() {
        state = plan.batchDone(state);
    }

    /** When {@link #tick} has something to do though nothing comes. */
    Optional<Instant> dueAt() {
        return plan.dueAt(state);
    }

    /** Offset up to which everything is in the store, exclusive. */
    OptionalLong landedUpTo() {
        return state.landedUpTo();
    }

    /** Drops what is not published. */
    void discard() {
        if (buffer != null) {
            buffer.discard();
            buffer = null;
        }
    }

    private boolean follow(Decision decision) {
        state = decision.state();
        return decision.action().by(this);
    }

    /** The buffer is lost, its records are still on Kafka. */
    private void readAgain() {
        state.landedUpTo().ifPresent(from -> {
            state = new State.Returning(new State.Placed(from, false, null));
            seek(from);
        });
    }

    @Override
    public void append() {
        State.Filling filling = (State.Filling) state;
        Received received = Objects.requireNonNull(current, "only records are appended");
        long bytes =
                Objects.requireNonNull(buffer, "an open object has a buffer").append(received.record());
        state = plan.appended(filling, received.arrival(), bytes);
        tools.counters().landing(received.record());
    }

    @Override
    public void open(RawObjectKey key) {
        discard();
        buffer = tools.buffers().open(key);
    }

    @Override
    public void look(RawObjectKey key) {
        Received received = Objects.requireNonNull(current, "only records are looked for");
        follow(plan.looked(
                (State.Placed) state, received.arrival(), tools.store().find(key)));
    }

    @Override
    public void publish(OpenObject object) {
        Buffer complete = Objects.requireNonNull(buffer, "a complete object has a buffer");
        RawObjectStamp stamp = object.stamp(tools.writer(), complete.complete());
        State.Complete before = (State.Complete) state;
        if (tools.store().create(object.key(), complete.file(), stamp)) {
            state = plan.published(before);
        } else {
            RawObjectStamp found = tools.store().find(object.key()).orElseThrow(() -> goneAgain(object.key()));
            LOG.info("{} is there already: {}; ours would have been {}", object.key(), found, stamp);
            follow(plan.refused(before, stamp, found));
        }
        if (state instanceof State.Placed) {
            LOG.info("published {}: {} records up to offset {}", object.key(), stamp.records(), stamp.lastOffset());
            tools.counters().published(stamp.records());
            tools.context().requestCommit();
        } else {
            tools.counters().overtaken();
        }
        discard();
    }

    private static RawObjectStoreException goneAgain(RawObjectKey key) {
        return new RawObjectStoreException(
                "object " + key + " could not be created since it was there, and then was not there", null, true);
    }

    @Override
    public void seek(long offset) {
        discard();
        tools.context().offset(partition, offset);
    }

    @Override
    public void report(Finding finding) {
        finding.to(this);
    }

    @Override
    public void gap(Finding.Gap gap) {
        tools.counters().lost(gap);
        LOG.error(
                "{}: offsets {} to {} left the log before they were landed. Raise the topic's retention, or see why the"
                        + " receiver was away for so long",
                partition,
                gap.from(),
                gap.to());
    }

    @Override
    public void replaced(Finding.LogReplaced replaced) {
        tools.counters().replaced();
        LOG.error(
                "{}: the record at offset {} is not the one landed by {}. The topic was deleted and created again, or lost"
                        + " its end; it is landed from its beginning",
                partition,
                replaced.broken().lastOffset(),
                replaced.broken());
    }

    @Override
    public void halt(String reason) {
        throw new ConnectException(partition + ": " + reason);
    }
}
