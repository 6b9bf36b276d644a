package io.bytefreezer.query.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.lake.filter.AsciiNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which names in a WHERE certainly are columns of one table, if it has such columns.
 *
 * @param qualifiers what may stand before a column's name, in lower case; each is a whole path
 * @param bare whether a name may stand alone
 * @param taken names that may stand for something else when they stand alone, in lower case
 */
record TableNames(Set<List<String>> qualifiers, boolean bare, Set<String> taken) {

    TableNames {
        qualifiers = Set.copyOf(qualifiers);
        taken = Set.copyOf(taken);
    }

    /** Of the only table of a query. DuckDB looks names up among the aliases of the SELECT list too. */
    static TableNames alone(JsonNode table, List<String> path, JsonNode selectList) {
        Set<String> aliases = new HashSet<>();
        for (JsonNode selected : selectList) {
            if (selected.has("alias")) {
                aliases.add(AsciiNames.lower(selected.path("alias").asText()));
            }
        }
        Set<List<String>> qualifiers = new HashSet<>();
        qualifiers.add(List.of(exposed(table)));
        if (!table.has("alias") && path.size() > 1) {
            qualifiers.add(lower(path));
        }
        return new TableNames(qualifiers, true, aliases);
    }

    /** Of one of several tables: only names behind a table's own say whose they are. */
    static TableNames joined(JsonNode table, List<String> path, List<JsonNode> leaves) {
        String name = exposed(table);
        long same = leaves.stream().filter(leaf -> exposed(leaf).equals(name)).count();
        return new TableNames(same == 1 && !path.isEmpty() ? Set.of(List.of(name)) : Set.of(), false, Set.of());
    }

    /** The column that a reference names, if it is one of this table. */
    Optional<String> column(JsonNode reference) {
        List<String> names = new ArrayList<>();
        reference.path("column_names").forEach(name -> names.add(name.asText()));
        if (!reference.path("class").asText().equals("COLUMN_REF") || names.isEmpty()) {
            return Optional.empty();
        }
        String column = names.removeLast();
        boolean isOurs =
                names.isEmpty() ? bare && !taken.contains(AsciiNames.lower(column)) : qualifiers.contains(lower(names));
        return isOurs ? Optional.of(column) : Optional.empty();
    }

    private static String exposed(JsonNode table) {
        return AsciiNames.lower(
                table.path("alias").asText(table.path("table_name").asText()));
    }

    private static List<String> lower(List<String> names) {
        return names.stream().map(AsciiNames::lower).toList();
    }
}
