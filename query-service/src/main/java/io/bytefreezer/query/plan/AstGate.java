package io.bytefreezer.query.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.lake.filter.Condition;
import io.bytefreezer.query.filter.TableConditions;
import io.bytefreezer.query.plan.QueryPlan.TableUse;
import io.bytefreezer.schemas.name.DatasetRef;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Walks the syntax tree of a query and lets through only what it knows: every node type, function and table function
 * stands in an allow-list. DuckDB's own settings are not enough: {@code WITH x AS (COPY … TO 'file') SELECT} is a
 * select to its parser. For one walk; not safe for use by several threads.
 */
final class AstGate {

    private static final Set<String> EXPRESSIONS = Set.of(
            "BETWEEN",
            "CASE",
            "CAST",
            "COLLATE",
            "COLUMN_REF",
            "COMPARISON",
            "CONJUNCTION",
            "LAMBDA",
            "OPERATOR",
            "POSITIONAL_REFERENCE",
            "STAR",
            "SUBQUERY",
            "TYPE");

    private static final Set<String> NODES = Set.of(
            "EMPTY",
            "EXPRESSION_LIST",
            "JOIN",
            "PIVOT",
            "SUBQUERY",
            "DISTINCT_MODIFIER",
            "LIMIT_MODIFIER",
            "LIMIT_PERCENT_MODIFIER",
            "ORDER_MODIFIER",
            "ASCENDING",
            "DESCENDING",
            "ORDER_DEFAULT");

    private static final Set<String> SHOWN = Set.of("DESCRIBE", "SUMMARY");

    private final ReadableTables readable;
    private final SequencedSet<TableUse> tables = new LinkedHashSet<>();
    private final TableConditions conditions = new TableConditions();
    private final Growth growth = new Growth();

    AstGate(ReadableTables readable) {
        this.readable = readable;
    }

    /** The tables the statement reads. */
    SequencedSet<TableUse> check(JsonNode statement) {
        visit(statement.path("node"), CteScope.OUTERMOST);
        return tables;
    }

    /** What all rows fulfil that the statement looks for, of the tables of which that is known; after {@link #check}. */
    Map<DatasetRef, Condition> conditions() {
        return conditions.all();
    }

    /** The tables whose rows the statement counts, and does nothing else with; after {@link #check}. */
    Set<DatasetRef> counted() {
        return conditions.counted();
    }

    private void visit(JsonNode node, CteScope scope) {
        if (node.isArray()) {
            node.forEach(child -> visit(child, scope));
        } else if (node.isObject()) {
            visitObject(node, scope);
        }
    }

    private void visitObject(JsonNode node, CteScope scope) {
        if (node.has("class")) {
            expression(node, scope);
        } else if (node.path("type").isTextual()) {
            node(node, scope);
        } else {
            children(node, scope);
        }
    }

    private void children(JsonNode node, CteScope scope) {
        node.forEach(child -> visit(child, scope));
    }

    private void expression(JsonNode node, CteScope scope) {
        String kind = node.path("class").asText();
        switch (kind) {
            // What a literal says is nobody's syntax.
            case "CONSTANT" -> {}
            case "FUNCTION", "WINDOW" -> function(node, scope);
            case "PARAMETER" ->
                throw RefusedException.notAllowed(
                        "parameters ('?', '$1') cannot be used: write the values into the query");
            default -> {
                if (!EXPRESSIONS.contains(kind)) {
                    throw notSupported(kind);
                }
                children(node, scope);
            }
        }
    }

    private void node(JsonNode node, CteScope scope) {
        String kind = node.path("type").asText();
        switch (kind) {
            case "SELECT_NODE", "SET_OPERATION_NODE" -> query(node, scope);
            case "RECURSIVE_CTE_NODE" -> query(node, scope.recursive());
            case "BASE_TABLE" -> table(node, scope);
            case "TABLE_FUNCTION" -> tableFunction(node, scope);
            case "SHOW_REF" -> show(node, scope);
            default -> {
                if (!NODES.contains(kind)) {
                    throw notSupported(kind);
                }
                children(node, scope);
            }
        }
    }

    /** A query sees its own CTEs, each CTE those before it, and a recursive one itself. */
    private void query(JsonNode node, CteScope outer) {
        conditions.entered(node);
        CteScope scope = outer;
        for (JsonNode entry : node.path("cte_map").path("map")) {
            String name = ReadableTables.lower(entry.path("key").asText());
            JsonNode body = entry.path("value");
            boolean recursive = "RECURSIVE_CTE_NODE"
                    .equals(body.path("query_node").path("type").asText());
            visit(body, recursive ? scope.with(name) : scope);
            scope = scope.with(name);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getKey().equals("cte_map")) {
                visit(field.getValue(), scope);
            }
        }
    }

    private void table(JsonNode node, CteScope scope) {
        if (node.has("at_clause")) {
            throw RefusedException.notAllowed("AT is not supported: a query reads each table as it stands now");
        }
        Names path = Names.of(node);
        if (path.parts().size() == 1 && scope.has(ReadableTables.lower(path.last()))) {
            return;
        }
        TableUse use = readable.resolve(path.parts());
        tables.add(use);
        conditions.read(node, path.parts(), use.dataset());
        visit(node.path("sample"), scope);
    }

    private void tableFunction(JsonNode node, CteScope scope) {
        JsonNode call = node.path("function");
        String name = ReadableTables.lower(Names.of(call).last());
        if (!AllowedFunctions.isTableFunction(name)) {
            throw RefusedException.notAllowed("table function '" + Names.shown(name)
                    + "' cannot be used: a query reads the tables of its account, no files and no settings");
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getKey().equals("function")) {
                visit(field.getValue(), scope);
            }
        }
        children(call, scope);
    }

    private void function(JsonNode node, CteScope scope) {
        String name = ReadableTables.lower(Names.of(node).last());
        if (!AllowedFunctions.isFunction(name) || node.path("export_state").asBoolean()) {
            Optional<String> near = AllowedFunctions.nearest(name);
            throw RefusedException.notAllowed("function '" + Names.shown(name) + "' is not available in queries"
                    + near.map(found -> "; did you mean '" + found + "'?").orElse(""));
        }
        growth.check(name, node.path("arguments"), scope.isRecursive());
        children(node, scope);
    }

    private void show(JsonNode node, CteScope scope) {
        if (!SHOWN.contains(node.path("show_type").asText()) || !node.has("query")) {
            throw RefusedException.notAllowed(
                    "of SHOW only DESCRIBE and SUMMARIZE of a table or query are supported; GET /api/v1/datasets"
                            + " lists the tables");
        }
        children(node, scope);
    }

    private static RefusedException notSupported(String kind) {
        String shown = kind.endsWith("_QUERY_NODE") ? kind.substring(0, kind.indexOf('_')) + " inside a query" : kind;
        return RefusedException.notAllowed(shown + " is not supported: only reading queries run here");
    }
}
