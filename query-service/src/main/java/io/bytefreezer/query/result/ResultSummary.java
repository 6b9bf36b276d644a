package io.bytefreezer.query.result;

import java.time.Duration;
import java.util.List;

/**
 * What is known when the last row is written.
 *
 * @param rows rows in the answer
 * @param truncated whether the query had more
 * @param elapsed from the start of the query
 * @param freshness how far the tables read reach
 */
public record ResultSummary(long rows, boolean truncated, Duration elapsed, List<Freshness> freshness) {

    /** Copies the list. */
    public ResultSummary {
        freshness = List.copyOf(freshness);
    }
}
