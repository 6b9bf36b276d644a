package io.bytefreezer.query.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.lake.filter.Condition;
import io.bytefreezer.schemas.name.DatasetRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of the rows a statement looks for, table by table. A table that stands in several places is read once for all of them, so that its rows fulfil the condition
 * of one of the places, and nothing but their number is needed where all of the places only count them.
 */
public final class TableConditions {

    /** Joins that only put rows together. */
    private static final Set<String> PLAIN_JOINS = Set.of("REGULAR", "CROSS");

    private final IdentityHashMap<JsonNode, Place> places = new IdentityHashMap<>();
    private final Map<DatasetRef, List<Condition>> found = new HashMap<>();
    /** Tables with a place that does more than count. */
    private final Set<DatasetRef> looked = new HashSet<>();

    /** Creates one for a statement of which nothing was seen yet. */
    public TableConditions() {}

    /**
     * Where a table stands.
     *
     * @param select the query that has it in its FROM
     * @param leaves all that stands in this FROM
     */
    private record Place(JsonNode select, List<JsonNode> leaves) {}

    /** Takes note of a query; those within it come later. */
    public void entered(JsonNode query) {
        if (!query.path("type").asText().equals("SELECT_NODE") || query.has("sample")) {
            return;
        }
        List<JsonNode> kept = new ArrayList<>();
        List<JsonNode> all = new ArrayList<>();
        leaves(query.path("from_table"), true, kept, all);
        for (JsonNode leaf : kept) {
            places.put(leaf, new Place(query, all));
        }
    }

    /**
     * Takes note of a table.
     *
     * @param table where it stands
     * @param path how it is named there
     * @param dataset whose table it is
     */
    public void read(JsonNode table, List<String> path, DatasetRef dataset) {
        Place place = places.get(table);
        Condition condition = place == null || table.has("sample") || table.has("column_name_alias")
                ? Condition.ANY
                : condition(table, path, place);
        found.computeIfAbsent(dataset, key -> new ArrayList<>()).add(condition);
        if (place == null || !CountQuery.is(place.select())) {
            looked.add(dataset);
        }
    }

    /** The tables of which the statement needs no more than the number of their rows. */
    public Set<DatasetRef> counted() {
        Set<DatasetRef> counted = new HashSet<>(found.keySet());
        counted.removeAll(looked);
        return Set.copyOf(counted);
    }

    /** What is known of each table, those of which nothing is known left out. */
    public Map<DatasetRef, Condition> all() {
        Map<DatasetRef, Condition> all = new HashMap<>();
        found.forEach((dataset, conditions) -> {
            Condition condition = Condition.some(conditions);
            if (!condition.equals(Condition.ANY)) {
                all.put(dataset, condition);
            }
        });
        return Map.copyOf(all);
    }

    private static Condition condition(JsonNode table, List<String> path, Place place) {
        TableNames names = place.leaves().size() == 1
                ? TableNames.alone(table, path, place.select().path("select_list"))
                : TableNames.joined(table, path, place.leaves());
        return new ConditionReader(names).read(place.select().path("where_clause"));
    }

    /** Rows of {@code kept} leaves are only ever left out by a WHERE after the joins; those of others may be replaced by nulls. */
    private static void leaves(JsonNode from, boolean isKept, List<JsonNode> kept, List<JsonNode> all) {
        if (!from.path("type").asText().equals("JOIN")) {
            all.add(from);
            if (isKept) {
                kept.add(from);
            }
            return;
        }
        boolean isPlain = PLAIN_JOINS.contains(from.path("ref_type").asText());
        String type = from.path("join_type").asText();
        boolean isInner = isPlain && type.equals("INNER");
        leaves(from.path("left"), isKept && (isInner || (isPlain && type.equals("LEFT"))), kept, all);
        leaves(from.path("right"), isKept && isInner, kept, all);
    }
}
