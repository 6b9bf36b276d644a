package io.bytefreezer.query.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A possibly qualified name in the syntax tree.
 *
 * @param parts from the outermost qualifier to the name itself; at least one
 */
record Names(List<String> parts) {

    private static final int SHOWN_LENGTH_MAX = 130;

    Names {
        parts = List.copyOf(parts);
    }

    /** The name of a table, function or table function. */
    static Names of(JsonNode node) {
        List<String> parts = new ArrayList<>();
        node.path("qualified_name").path("path").forEach(part -> parts.add(part.asText()));
        if (parts.isEmpty()) {
            throw RefusedException.notAllowed("the query has a table or function without a name");
        }
        return new Names(parts);
    }

    String last() {
        return parts.getLast();
    }

    /** As it goes into a message: not at any length, without control characters. */
    static String shown(String name) {
        String head = name.length() > SHOWN_LENGTH_MAX ? name.substring(0, SHOWN_LENGTH_MAX) + "…" : name;
        return head.replaceAll("\\p{Cntrl}", "?");
    }
}
