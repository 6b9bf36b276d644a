package io.bytefreezer.benchmarks.query;

import java.util.List;

/**
 * A query that is measured.
 *
 * @param name what it is, for people
 * @param sql its text; the table is {@code demo.web}
 */
record QueryCase(String name, String sql) {

    /** A count, a day's groups, and one row by its id. */
    static List<QueryCase> all(MeasuredTable table) {
        return List.of(
                new QueryCase("`select count(*)`", "select count(*) from demo.web"),
                new QueryCase(
                        "filtered `group by` over 24 hours",
                        "select status, count(*) as n, sum(bytes) as bytes, avg(duration) as duration from demo.web"
                                + " where event_time >= '" + table.dayFrom() + "' and event_time < '" + table.dayUntil()
                                + "' and method = 'GET' group by status order by status"),
                needle(table));
    }

    /** One row by its id. */
    static QueryCase needle(MeasuredTable table) {
        return new QueryCase(
                "one row by `request_id`", "select * from demo.web where request_id = '" + table.needle() + "'");
    }
}
