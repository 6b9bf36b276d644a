package io.bytefreezer.query.job;

import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import java.time.Duration;

/**
 * Queries that run by themselves.
 *
 * @param resultBytesMax most bytes of a result
 * @param bytesMax most bytes of all results; one key has half of them at most
 * @param perKey most jobs of a key, those that ended too
 * @param keep how long a job is kept after its end, and how long it waits for its turn
 */
@Doc("Queries that run as jobs, `POST /api/v1/query/jobs`, and their results on disk.")
public record JobsConfig(
        @Doc("Most bytes of a result on disk; a query that gives more fails.") @Default("256MiB")
        DataSize resultBytesMax,

        @Doc(
                "Most bytes of all results; one key may have half of them. The oldest ended jobs of the same key go when there is no"
                        + " room.")
        @Default("2GiB")
        DataSize bytesMax,

        @Doc("Most jobs of one key, those that ended too, whose oldest goes for a new one.") @Default("50")
        int perKey,

        @Doc("How long a job and its result are kept after its end; also how long one waits for its turn at most.")
        @Default("1h")
        Duration keep) {

    /** What holds unless configured. */
    public static final JobsConfig DEFAULT =
            new JobsConfig(DataSize.ofMebibytes(256), DataSize.ofMebibytes(2048), 50, Duration.ofHours(1));

    /** Jobs of all keys: each holds its query's text in memory. */
    static final int JOBS_MAX = 1_000;

    /**
     * @throws IllegalArgumentException when a limit leaves no room for any result
     */
    public JobsConfig {
        if (resultBytesMax.bytes() < 1 || resultBytesMax.bytes() > bytesMax.bytes() / 2) {
            throw new IllegalArgumentException("result_bytes_max must be at least 1, and at most half of bytes_max");
        }
        if (perKey < 1 || perKey > JOBS_MAX) {
            throw new IllegalArgumentException("per_key must be from 1 to " + JOBS_MAX);
        }
        if (!keep.isPositive()) {
            throw new IllegalArgumentException("keep must be positive");
        }
    }

    /** What one key's results may take of all: so that another key finds room. */
    long keyBytesMax() {
        return bytesMax.bytes() / 2;
    }
}
