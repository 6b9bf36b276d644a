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
        /** It is large. */
        BYTES,
        /** It is old. */
        AGE,
        /** It spans many hours. */
        HOURS
    }

    /** Decides by size first, because age alone never fills memory or disk. */
    static PackPlan of(BatchFacts batch, FlushLimits limits, Instant now) {
        if (batch.records() == 0) {
            return new Append();
        }
        if (batch.bytes() >= limits.bytes()) {
            return new Commit(Reason.BYTES);
        }
        if (batch.hours() >= limits.hours()) {
            return new Commit(Reason.HOURS);
        }
        boolean old = batch.firstRecord()
                .map(first -> !now.isBefore(first.plus(limits.age())))
                .orElse(false);
        return old ? new Commit(Reason.AGE) : new Append();
    }
}
