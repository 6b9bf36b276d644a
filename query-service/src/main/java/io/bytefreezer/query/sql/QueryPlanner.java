package io.bytefreezer.query.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.query.plan.Conditions;
import io.bytefreezer.query.plan.PlanOutcome;
import io.bytefreezer.query.plan.QueryPlan;
import io.bytefreezer.query.plan.ReadableTables;
import io.bytefreezer.query.plan.Refusal;
import io.bytefreezer.schemas.name.DatasetRef;
import java.util.List;
import java.util.Set;

/**
 * Makes a plan of a text. The text that will run, with its row limit around it, is parsed and checked itself, so that
 * nothing can hide between what was checked and what runs. Safe for use by many threads.
 */
public final class QueryPlanner {

    private final SqlParser parser;

    /** Over a parser, which stays open. */
    public QueryPlanner(SqlParser parser) {
        this.parser = parser;
    }

    /**
     * Plans a query.
     *
     * @param sql what the client sent
     * @param rowsMax most rows to answer; the plan asks for one more, which tells whether there are more
     * @param readable what the client may read
     */
    public PlanOutcome plan(String sql, long rowsMax, ReadableTables readable) {
        String limited = QueryPlan.limited(sql, rowsMax);
        List<ParsedSql> parsed = parser.parse(sql, limited);
        return switch (parsed.getFirst()) {
            case ParsedSql.Unparsed unparsed -> unparsed.refusal();
            case ParsedSql.Tree tree -> limited(tree.json(), limited, parsed.getLast(), readable);
        };
    }

    /**
     * Whether a text is one SQL condition on the rows of one table: allowed functions, no subquery, nothing around it.
     *
     * @param condition from whoever made a key
     * @param dataset the table
     */
    public boolean isCondition(String condition, DatasetRef dataset) {
        String alone = "SELECT (\n" + condition + "\n)";
        String name =
                '"' + dataset.tenant().value() + "\".\"" + dataset.dataset().value() + '"';
        String whole = "SELECT 1 FROM " + name + " WHERE (\n" + condition + "\n)";
        return parser.parse(alone) instanceof ParsedSql.Tree one
                && parser.parse(whole) instanceof ParsedSql.Tree two
                && Conditions.isOne(one.json(), two.json())
                && QueryPlan.of(whole, two.json(), new ReadableTables(Set.of(dataset), null)) instanceof QueryPlan;
    }

    private static PlanOutcome limited(JsonNode tree, String limited, ParsedSql parsed, ReadableTables readable) {
        int statements = tree.path("statements").size();
        if (statements != 1) {
            return new Refusal(
                    Refusal.Reason.NOT_ALLOWED, "send exactly one statement in a request, not " + statements);
        }
        return switch (parsed) {
            case ParsedSql.Unparsed unparsed -> unparsed.refusal();
            case ParsedSql.Tree wrapped -> QueryPlan.of(limited, wrapped.json(), readable);
        };
    }
}
