package io.bytefreezer.query.job;

import io.bytefreezer.query.result.ResultSummary;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of a job, as far as it is. Immutable. */
public sealed interface JobState {

    /**
     * It waits.
     *
     * @param isNext whether it stands in the queue of queries; the key's others wait behind it
     */
    record Queued(boolean isNext) implements JobState {}

    /**
     * It runs.
     *
     * @param started since when
     */
    record Running(Instant started) implements JobState {}

    /** It does nothing any more. */
    sealed interface Ended extends JobState {

        /** When it began to run; null when it never did. */
        @Nullable Instant started();

        /** When it ended. */
        Instant at();
    }

    /**
     * Its result can be read.
     *
     * @param started when it began to run
     * @param at when it ended
     * @param summary the result's totals
     * @param index where its rows lie
     */
    record Succeeded(Instant started, Instant at, ResultSummary summary, RowIndex index) implements Ended {}

    /**
     * It did not end well.
     *
     * @param started when it began to run; null when it never did
     * @param at when it ended
     * @param error the code for programs, as in the answer to a query
     * @param message the same for people
     */
    record Failed(@Nullable Instant started, Instant at, String error, String message) implements Ended {}

    /**
     * Somebody stopped it.
     *
     * @param started when it began to run; null when it never did
     * @param at when it ended
     * @param message who did, for people
     */
    record Cancelled(@Nullable Instant started, Instant at, String message) implements Ended {}

    /** The kind of state. */
    default JobPhase phase() {
        return switch (this) {
            case Queued queued -> JobPhase.QUEUED;
            case Running running -> JobPhase.RUNNING;
            case Succeeded succeeded -> JobPhase.SUCCEEDED;
            case Failed failed -> JobPhase.FAILED;
            case Cancelled cancelled -> JobPhase.CANCELLED;
        };
    }
}
