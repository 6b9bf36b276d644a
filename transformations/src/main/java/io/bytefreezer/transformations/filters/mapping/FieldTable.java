package io.bytefreezer.transformations.filters.mapping;

import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which field becomes which of another schema. Written as a text, a row a line: the field, what it becomes, and a
 * {@link Conversion} where it needs one.
 *
 * @param rows the rows; of several for one target the first that an event has is taken
 */
record FieldTable(List<Row> rows) {

    /**
     * A row.
     *
     * @param from a field of the event, at the top level or in an object of it
     * @param to the field it becomes
     * @param conversion what is done to the value
     */
    record Row(FieldPath from, FieldPath to, Conversion conversion) {}

    /**
     * An event taken apart.
     *
     * @param mapped what the table knows, as an event of the other schema
     * @param rest what it does not
     */
    record Mapped(Event mapped, Map<String, @Nullable Object> rest) {}

    FieldTable {
        rows = List.copyOf(rows);
    }

    static FieldTable of(String text) {
        return new FieldTable(text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(FieldTable::row)
                .toList());
    }

    private static Row row(String line) {
        List<String> words = List.of(line.split(" +"));
        Conversion conversion = words.size() < 3
                ? Conversion.AS_IS
                : Conversion.valueOf(words.get(2).toUpperCase(Locale.ROOT));
        return new Row(FieldPath.of(words.get(0)), FieldPath.of(words.get(1)), conversion);
    }

    /** Takes an event apart; the event itself stays as it is. */
    Mapped map(Event event) {
        Event mapped = event.sibling(new LinkedHashMap<>());
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(event.fields());
        for (Row row : rows) {
            Object value = event.get(row.from);
            Object converted = value == null || mapped.has(row.to) ? null : row.conversion.of(value);
            if (converted != null && mapped.set(row.to, converted)) {
                remove(row.from, rest);
            }
        }
        return new Mapped(mapped, rest);
    }

    /** Removes a field from the rest, whose objects are still the event's own and so are copied first. */
    private static void remove(FieldPath from, Map<String, @Nullable Object> rest) {
        if (rest.containsKey(from.text()) || from.segments().size() == 1) {
            rest.remove(from.text());
            return;
        }
        String parent = from.segments().getFirst();
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        if (rest.get(parent) instanceof Map<?, ?> members) {
            members.forEach((name, member) -> copy.put((String) name, member));
        }
        copy.remove(from.segments().getLast());
        if (copy.isEmpty()) {
            rest.remove(parent);
        } else {
            rest.put(parent, copy);
        }
    }
}
