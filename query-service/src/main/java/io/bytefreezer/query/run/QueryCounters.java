package io.bytefreezer.query.run;

import io.bytefreezer.runtime.service.ServiceMetrics;
import java.time.Duration;

/** Counts what became of queries. Safe for use by many threads. */
public final class QueryCounters {

    private static final String QUERIES = "queries";
    private static final String OUTCOME = "outcome";
    private static final String REASON = "reason";

    private final ServiceMetrics metrics;

    /** Counts in the service's metrics. */
    public QueryCounters(ServiceMetrics metrics) {
        this.metrics = metrics;
    }

    /** A query that did not run, e.g. for reason {@code unknown_table}. */
    public void refused(String reason) {
        metrics.counter(QUERIES, OUTCOME, "refused", REASON, reason).increment();
    }

    /** A query that ran to its end. */
    void answered(long rows, Duration elapsed) {
        metrics.counter(QUERIES, OUTCOME, "answered", REASON, "").increment();
        metrics.counter("rows").increment((double) rows);
        metrics.timer("query", OUTCOME, "answered").record(elapsed);
    }

    /** A query that ran and failed. */
    void failed(QueryFailedException.Kind kind, Duration elapsed) {
        metrics.counter(QUERIES, OUTCOME, "failed", REASON, kind.label()).increment();
        metrics.timer("query", OUTCOME, "failed").record(elapsed);
    }
}
