package io.bytefreezer.query.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.lake.filter.Condition;
import io.bytefreezer.schemas.name.DatasetRef;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/**
 * A query that may run.
 *
 * @param sql the text to run
 * @param tables the tables it reads, by the names it gives them; a query that reads none computes with constants
 * @param conditions what all rows fulfil that the query looks for in a table; rows that do not change no answer
 * @param counted tables of which it needs no more than the number of their rows
 */
public record QueryPlan(
        String sql, SequencedSet<TableUse> tables, Map<DatasetRef, Condition> conditions, Set<DatasetRef> counted)
        implements PlanOutcome {

    /** Longest query, in characters. */
    public static final int SQL_LENGTH_MAX = 64 * 1024;

    /** Stands on a line of its own, so that the engine's messages show the client's lines as they are. */
    private static final String LIMIT_PREFIX = "SELECT * FROM (\n";

    /** Copies the sets, keeping the tables' order. */
    public QueryPlan {
        tables = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(tables));
        conditions = Map.copyOf(conditions);
        counted = Set.copyOf(counted);
    }

    /**
     * One table under the name the query has for it.
     *
     * @param dataset whose table it is
     * @param qualified whether the query writes {@code tenant.dataset} and not {@code dataset} alone
     */
    public record TableUse(DatasetRef dataset, boolean qualified) {}

    /** The query with a limit around it: one row more than asked for, which tells whether there are more. */
    public static String limited(String sql, long rowsMax) {
        String bare = sql.strip();
        while (bare.endsWith(";")) {
            bare = bare.substring(0, bare.length() - 1).strip();
        }
        return LIMIT_PREFIX + bare + "\n) LIMIT " + (rowsMax + 1);
    }

    /**
     * Checks a parsed query against what may be read.
     *
     * @param sql the text to run
     * @param ast what {@code json_serialize_sql} made of it
     * @param readable the tables this client may read
     */
    public static PlanOutcome of(String sql, JsonNode ast, ReadableTables readable) {
        JsonNode statements = ast.path("statements");
        if (statements.size() != 1) {
            return new Refusal(
                    Refusal.Reason.NOT_ALLOWED, "send exactly one statement in a request, not " + statements.size());
        }
        try {
            AstGate gate = new AstGate(readable);
            SequencedSet<TableUse> tables = gate.check(statements.path(0));
            return new QueryPlan(sql, tables, gate.conditions(), gate.counted());
        } catch (RefusedException e) {
            return e.refusal();
        }
    }
}
