package io.bytefreezer.transformations.format;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts what a sender named freely into an event, without one value taking another's place. */
public final class FieldNames {

    private FieldNames() {}

    /** Adds a value; those of a name that repeats make a list. Names and values are texts, numbers or objects, never lists. */
    public static void add(Map<String, @Nullable Object> fields, String name, @Nullable Object value) {
        int before = fields.size();
        Object earlier = fields.putIfAbsent(name, value);
        if (fields.size() > before) {
            return;
        }
        if (earlier instanceof ArrayList<?> list) {
            values(list).add(value);
        } else {
            List<@Nullable Object> values = new ArrayList<>();
            values.add(earlier);
            values.add(value);
            fields.put(name, values);
        }
    }

    /** The name itself where it is free, else the first free one of {@code prefix_name}, {@code prefix_prefix_name}, … */
    public static String free(Map<String, @Nullable Object> fields, String prefix, String name) {
        String free = name;
        while (fields.containsKey(free)) {
            free = prefix + "_" + free;
        }
        return free;
    }

    /** Adds values that are never null, each under its name or the first free one, as {@link #free} finds it. */
    public static void addFree(Map<String, @Nullable Object> fields, String prefix, Map<String, ?> values) {
        for (Map.Entry<String, ?> entry : values.entrySet()) {
            if (fields.putIfAbsent(entry.getKey(), entry.getValue()) != null) {
                fields.put(free(fields, prefix, entry.getKey()), entry.getValue());
            }
        }
    }

    /** The name, unless it is longer than a limit. */
    public static String requireShort(String name, int charsMax) throws EventException {
        if (name.length() > charsMax) {
            throw new EventException(
                    ErrorCode.TOO_LARGE,
                    "the name of a field is longer than " + charsMax + " characters: " + name.substring(0, 20) + "…");
        }
        return name;
    }

    @SuppressWarnings("unchecked") // only add makes lists here, each of any values
    private static List<@Nullable Object> values(List<?> list) {
        return (List<@Nullable Object>) list;
    }
}
