package io.bytefreezer.query.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Tells conditions from texts that close their bracket and go on. Stateless. */
public final class Conditions {

    private static final Set<String> NOT_OF_A_ROW = Set.of("SUBQUERY", "WINDOW", "STAR");

    private Conditions() {}

    /**
     * Whether both trees hold one condition and nothing else.
     *
     * @param alone tree of a SELECT of the condition
     * @param whole tree of a SELECT with the condition as its WHERE
     */
    public static boolean isOne(JsonNode alone, JsonNode whole) {
        JsonNode selected = node(alone);
        JsonNode filtered = node(whole);
        return isPlain(selected)
                && isPlain(filtered)
                && selected.path("select_list").size() == 1
                && selected.path("from_table").path("type").asText("EMPTY").equals("EMPTY")
                && !selected.has("where_clause")
                && filtered.path("select_list").size() == 1
                && filtered.path("from_table").path("type").asText().equals("BASE_TABLE")
                && filtered.has("where_clause")
                && isOfARow(filtered.path("where_clause"));
    }

    private static JsonNode node(JsonNode tree) {
        JsonNode statements = tree.path("statements");
        return statements.size() == 1 ? statements.path(0).path("node") : tree.path("none");
    }

    private static boolean isPlain(JsonNode node) {
        return node.path("type").asText().equals("SELECT_NODE")
                && node.path("modifiers").isEmpty()
                && node.path("group_expressions").isEmpty()
                && node.path("group_sets").isEmpty()
                && !node.has("having")
                && !node.has("qualify")
                && !node.has("sample")
                && node.path("cte_map").path("map").isEmpty();
    }

    private static boolean isOfARow(JsonNode node) {
        if (NOT_OF_A_ROW.contains(node.path("class").asText())) {
            return false;
        }
        for (JsonNode child : node) {
            if (!isOfARow(child)) {
                return false;
            }
        }
        return true;
    }
}
