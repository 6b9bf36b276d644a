package io.bytefreezer.packer.plan;

import java.time.Instant;

/** What is to be done with a batch now. Pure. */
public sealed interface PackPlan {

    /** More records may be appended. */
    record Append() implements PackPlan {}

    /** The batch is complete: it goes to its table. */
    record Commit(Reason reason) implements PackPlan {}

    /** What made a batch complete. */
    enum Reason {
        /** It is large on disk. */
        BYTES,
        /** It carries a culprit to the dead letters. */
        CULPRIT,
        /** It has as many rows as it may. */
        ROWS,
        /** It spans many hours. */
        HOURS,
        /** Its dead letters fill memory. */
        REJECTED,
        /** It is old. */
        AGE
    }

    /** Decides by size first, because age alone never fills memory or disk. */
    static PackPlan of(BatchFacts batch, FlushLimits limits, Instant now) {
        if (batch.isEmpty()) {
            return new Append();
        }
        if (batch.closed()) {
            return new Commit(Reason.CULPRIT);
        }
        if (batch.bytes() >= limits.bytes()) {
            return new Commit(Reason.BYTES);
        }
        if (batch.rows() >= limits.rows()) {
            return new Commit(Reason.ROWS);
        }
        if (batch.hours() >= limits.hours()) {
            return new Commit(Reason.HOURS);
        }
        if (batch.rejectedBytes() >= FlushLimits.REJECTED_BYTES_MAX) {
            return new Commit(Reason.REJECTED);
        }
        boolean old = batch.firstRecord()
                .map(first -> !now.isBefore(first.plus(limits.age())))
                .orElse(false);
        return old ? new Commit(Reason.AGE) : new Append();
    }
}
