package io.bytefreezer.query.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * Tells queries that ask of a table how many rows it has, and nothing else: {@code SELECT count(*) FROM table}. Stateless.
 *
 * <p>All that such a query may have in DuckDB's syntax tree is listed here, so that what a later DuckDB adds to the tree is never passed over.
 */
final class CountQuery {

    private static final Set<String> OF_SELECT =
            Set.of("type", "cte_map", "select_list", "from_table", "aggregate_handling");

    private static final Set<String> OF_TABLE = Set.of(
            "type",
            "alias",
            "query_location",
            "query_location_length",
            "catalog_name",
            "schema_name",
            "table_name",
            "qualified_name");

    private static final Set<String> OF_COUNT = Set.of(
            "class",
            "type",
            "alias",
            "query_location",
            "query_location_length",
            "function_name",
            "order_bys",
            "distinct",
            "is_operator",
            "export_state",
            "qualified_name");

    private CountQuery() {}

    /**
     * Whether a query has one table alone in its FROM, and counts its rows.
     *
     * @param select the query
     */
    static boolean is(JsonNode select) {
        JsonNode table = select.path("from_table");
        return table.path("type").asText().equals("BASE_TABLE")
                && hasOnly(OF_SELECT, select)
                && hasOnly(OF_TABLE, table)
                // Not GROUP BY ALL.
                && select.path("aggregate_handling").asText().equals("STANDARD_HANDLING")
                && selectsCounts(select.path("select_list"));
    }

    private static boolean selectsCounts(JsonNode items) {
        boolean counts = false;
        for (JsonNode item : items) {
            boolean isCount = isCount(item);
            if (!isCount && !item.path("class").asText().equals("CONSTANT")) {
                return false;
            }
            counts |= isCount;
        }
        return counts;
    }

    private static boolean isCount(JsonNode item) {
        JsonNode path = item.path("qualified_name").path("path");
        return item.path("class").asText().equals("FUNCTION")
                && path.size() == 1
                && path.path(0).asText().equals("count_star")
                && hasOnly(OF_COUNT, item)
                && !item.path("distinct").asBoolean()
                && !item.path("order_bys").has("orders");
    }

    private static boolean hasOnly(Set<String> fields, JsonNode node) {
        return node.properties().stream().allMatch(field -> fields.contains(field.getKey()));
    }
}
