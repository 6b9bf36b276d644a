package io.bytefreezer.query.run;

import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import java.time.Duration;

/**
 * What one query, and all of them together, may use.
 *
 * @param rows most rows in an answer
 * @param time longest run of a query, the sending of its answer included
 * @param memory what the SQL engine may use for one query
 * @param concurrent queries that run at once
 * @param threads the SQL engine's threads for one query that reads much
 * @param queue requests that wait for their turn; more are sent away
 */
@Doc("What one query, and all of them together, may use.")
public record QueryLimits(
        @Doc("Most rows in an answer; an answer cut short says so.") @Default("100000")
        long rows,

        @Doc("Longest run of a query, the sending of its answer included.") @Default("30s")
        Duration time,

        @Doc("Memory of the SQL engine for one query; it never spills to disk.") @Default("512MiB")
        DataSize memory,

        @Doc("Queries that run at once.") @Default("4") int concurrent,

        @Doc("Threads of the SQL engine for one query: one, and another for each 128 MiB of files, up to this.")
        @Default("2")
        int threads,

        @Doc("Requests that wait for their turn; more are answered 429.") @Default("16")
        int queue) {

    private static final long ROWS_MAX = 100_000_000;

    /**
     * @throws IllegalArgumentException when a limit leaves no room for any query
     */
    public QueryLimits {
        if (rows > ROWS_MAX) {
            throw new IllegalArgumentException("rows can be at most " + ROWS_MAX);
        }
        if (rows < 1 || concurrent < 1 || threads < 1 || queue < 0 || !time.isPositive() || memory.bytes() < 1) {
            throw new IllegalArgumentException("limits must be at least 1 (queue: 0)");
        }
    }
}
