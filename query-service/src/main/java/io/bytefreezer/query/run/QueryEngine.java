package io.bytefreezer.query.run;

import io.bytefreezer.query.result.ResultSummary;
import io.bytefreezer.query.result.ResultWriter;
import io.bytefreezer.query.run.QueryFailedException.Kind;
import io.bytefreezer.query.run.QueryRunner.Job;
import io.bytefreezer.query.run.QuerySlots.Slot;
import io.bytefreezer.schemas.snapshot.KeyScope;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs queries side by side, each on a platform thread of its own, and bounds how many. Safe for use by many threads.
 */
public final class QueryEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueryEngine.class);

    private final QueryRunner runner;
    private final QueryLimits limits;
    private final QueryCounters counters;
    private final KeyConfig keys;
    private final QuerySlots slots;
    private final RunningQueries running;
    private final ExecutorService workers;
    private volatile boolean lakeAway;

    /** Ready to run queries within limits. */
    public QueryEngine(QueryRunner runner, QueryLimits limits, KeyConfig keys, QueryCounters counters) {
        this.runner = runner;
        this.limits = limits;
        this.keys = keys;
        this.counters = counters;
        this.slots = new QuerySlots(limits.concurrent(), limits.queue());
        this.running = new RunningQueries(limits);
        this.workers = Executors.newFixedThreadPool(
                limits.concurrent(),
                Thread.ofPlatform().daemon().name("query-", 0).factory());
    }

    /** What a key may use: one with a scope what its scope and the service's configuration say, others what there is. */
    public Allowance allowance(Optional<KeyScope> scope) {
        return scope.map(seen -> Allowance.of(limits, keys, seen.limits())).orElseGet(() -> Allowance.of(limits, keys));
    }

    /**
     * Waits for a place to run in; nothing when too many wait, or the wait is too long.
     *
     * @param key who asks
     * @param allowance what the key may use
     */
    public Optional<Slot> enter(String key, Allowance allowance) throws InterruptedException {
        return slots.acquire(key, allowance.concurrent(), keys.queueTime());
    }

    /** Starts a query, and closes the writer after it; the caller holds a slot until the future is done. It fails as {@link QueryRunner#run} does. */
    public Future<ResultSummary> start(Job job, ResultWriter writer, Cancellation cancellation) {
        return workers.submit(() -> {
            try (writer) {
                return run(job, writer, cancellation);
            }
        });
    }

    /** Starts a query on rows that just came, as {@link #start(Job, ResultWriter, Cancellation)} does; it is not counted. */
    public Future<ResultSummary> start(
            Job job, LakeTables.Opened rows, ResultWriter writer, Cancellation cancellation) {
        return workers.submit(() -> {
            try (RunningQueries.Entry watched =
                    running.add(cancellation, job.budget().time())) {
                return runner.run(job, () -> rows, writer, watched.cancellation());
            } finally {
                cancellation.heldNoMore();
            }
        });
    }

    /** Why a query that was started did not end well. */
    public static QueryFailedException failure(ExecutionException error) {
        if (error.getCause() instanceof QueryFailedException failure) {
            return failure;
        }
        LOG.error("A query failed in a way nobody thought of", error);
        return new QueryFailedException(Kind.INTERNAL_ERROR, "this service failed on the query", error);
    }

    /** Queries that run now. */
    public int runningNow() {
        return slots.runningNow();
    }

    /** Whether the last query that read the lake found it away. */
    public boolean isLakeAway() {
        return lakeAway;
    }

    @Override
    public void close() {
        running.close();
        workers.shutdown();
    }

    private ResultSummary run(Job job, ResultWriter writer, Cancellation cancellation)
            throws QueryFailedException, IOException {
        long start = System.nanoTime();
        try (RunningQueries.Entry watched =
                running.add(cancellation, job.budget().time())) {
            ResultSummary summary = runner.run(job, writer, watched.cancellation());
            lakeAway = false;
            counters.answered(summary.rows(), summary.elapsed());
            return summary;
        } catch (QueryFailedException e) {
            lakeAway = e.kind() == Kind.LAKE_UNAVAILABLE;
            counters.failed(e.kind(), since(start));
            logUnexpected(e);
            throw e;
        } catch (IOException e) {
            counters.failed(Kind.CANCELLED, since(start));
            throw e;
        } finally {
            cancellation.heldNoMore();
        }
    }

    private static void logUnexpected(QueryFailedException failure) {
        switch (failure.kind()) {
            case INTERNAL_ERROR, LAKE_UNAVAILABLE -> LOG.warn("A query failed: {}", failure.getMessage(), failure);
            case QUERY_ERROR, TIME_LIMIT, MEMORY_LIMIT, SCAN_LIMIT, RESULT_LIMIT, CANCELLED ->
                LOG.debug("A query failed: {}", failure.getMessage());
        }
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
