package io.bytefreezer.lake.read;

import io.bytefreezer.lake.table.Sql;
import io.bytefreezer.lake.table.TableLayout;
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

    /** The rows of a query whose event time is in the span. */
    String of(String select) {
        String time = Sql.name(TableLayout.EVENT_TIME);
        return "SELECT * FROM (" + select + ") WHERE " + time + " >= TIMESTAMPTZ " + Sql.text(from.toString()) + " AND "
                + time + " < TIMESTAMPTZ " + Sql.text(until.toString());
    }
}
