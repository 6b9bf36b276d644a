package io.bytefreezer.query.result;

import java.time.Duration;

/**
 * What is known when the last row is written.
 *
 * @param rows rows in the answer
 * @param truncated whether the query had more
 * @param elapsed from the start of the query
 */
public record ResultSummary(long rows, boolean truncated, Duration elapsed) {}
