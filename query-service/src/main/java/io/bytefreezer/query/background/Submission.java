package io.bytefreezer.query.background;

import io.bytefreezer.query.job.JobStatus;

/** What became of a wish for a job. */
public sealed interface Submission {

    /**
     * It is there.
     *
     * @param status how it stands
     */
    record Accepted(JobStatus status) implements Submission {}

    /**
     * It is not.
     *
     * @param message why, and what to do
     */
    record Refused(String message) implements Submission {}
}
