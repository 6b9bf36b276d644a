package io.bytefreezer.query.http;

import io.bytefreezer.query.plan.QueryPlan;
import io.bytefreezer.query.run.QueryCounters;
import io.bytefreezer.query.sql.QueryPlanner;
import io.bytefreezer.schemas.snapshot.KeyScope;
import io.helidon.http.Status;

/** The row filters of keys. Stateless. */
final class KeyFilters {

    private KeyFilters() {}

    /** A key whose filter is no condition reads nothing of the table. */
    static void check(QueryPlanner planner, Access.Seen seen, QueryPlan plan, QueryCounters counters)
            throws HttpRefusal {
        for (QueryPlan.TableUse use : plan.tables()) {
            String filter =
                    seen.restriction(use.dataset()).map(KeyScope.Grant::filter).orElse(null);
            if (filter != null && !planner.isCondition(filter, use.dataset())) {
                counters.refused("bad_key_filter");
                throw new HttpRefusal(
                        Status.FORBIDDEN_403,
                        "bad_key_filter",
                        "the row filter of this key for '" + use.dataset() + "' is not an SQL condition on the table's"
                                + " columns without subqueries: create another key");
            }
        }
    }
}
