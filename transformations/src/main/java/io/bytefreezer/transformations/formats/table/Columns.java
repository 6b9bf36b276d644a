package io.bytefreezer.transformations.formats.table;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.value.TextType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes events of rows. Immutable. */
final class Columns {

    /** Field for what a row has beyond its columns. */
    static final String EXTRA = "_extra";

    private final List<String> names;
    private final List<TextType> types;
    private final RowRules rules;

    /**
     * What to do with rows.
     *
     * @param types of columns that are no text, by name
     * @param skipEmpty whether an empty field is left out
     * @param exact whether a row must have as many fields as there are columns
     */
    record RowRules(Map<String, TextType> types, boolean skipEmpty, boolean exact) {}

    Columns(List<String> names, RowRules rules) {
        this.names = List.copyOf(names);
        this.types = names.stream()
                .map(name -> rules.types().getOrDefault(name, TextType.STRING))
                .toList();
        this.rules = rules;
    }

    /** Columns without names: {@code column1}, {@code column2}, … as many as a row has. */
    static Columns numbered(int count, RowRules rules) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add("column" + i);
        }
        return new Columns(names, rules);
    }

    /** The event of a row; the exception does not tell the line. */
    Map<String, @Nullable Object> event(List<String> row) throws EventException {
        if (rules.exact() && row.size() != names.size()) {
            throw malformed("it has " + row.size() + " fields for " + names.size() + " columns");
        }
        Map<String, @Nullable Object> event = LinkedHashMap.newLinkedHashMap(names.size());
        int known = Math.min(row.size(), names.size());
        for (int i = 0; i < known; i++) {
            put(event, i, row.get(i));
        }
        if (row.size() > known) {
            event.put(EXTRA, new ArrayList<>(row.subList(known, row.size())));
        }
        return event;
    }

    private void put(Map<String, @Nullable Object> event, int column, String text) throws EventException {
        TextType type = types.get(column);
        if (text.isEmpty()) {
            if (!rules.skipEmpty()) {
                event.put(names.get(column), type == TextType.STRING ? text : null);
            }
            return;
        }
        Object value = type.convert(text);
        if (value == null) {
            throw malformed("column '" + names.get(column) + "' holds '" + shortened(text) + "', which is no "
                    + type.label() + "; change its type in 'types'");
        }
        event.put(names.get(column), value);
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static EventException malformed(String detail) {
        return new EventException(ErrorCode.MALFORMED_PAYLOAD, detail);
    }
}
