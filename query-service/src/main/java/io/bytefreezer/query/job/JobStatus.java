package io.bytefreezer.query.job;

import io.bytefreezer.query.result.ResultColumn;
import java.time.Instant;
import java.util.List;

/**
 * A job as it was when somebody looked. Immutable.
 *
 * @param id its id
 * @param asked what it was asked
 * @param created when it was made
 * @param state how far it is
 * @param rows rows of the result so far
 * @param bytes bytes that they take on disk
 * @param columns columns of the result; empty until they are known
 */
public record JobStatus(
        JobId id, Asked asked, Instant created, JobState state, long rows, long bytes, List<ResultColumn> columns) {

    /** Copies the columns. */
    public JobStatus {
        columns = List.copyOf(columns);
    }
}
