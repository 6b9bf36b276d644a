package io.bytefreezer.lake.read;

import java.time.Instant;

/**
 * A span of event time.
 *
 * @param from first instant in it
 * @param until first instant after it
 */
public record TimeRange(Instant from, Instant until) {

    /** Refuses a span that ends before it starts. */
    public TimeRange {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("time range ends (%s) before it starts (%s)".formatted(until, from));
        }
    }
}
