package io.bytefreezer.transformations.filters.field.keys;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.value.DeepCopy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One level made of many. The result shares nothing that can change with what was flattened. Belongs to one thread. */
final class Flattening {

    private final String separator;
    private final boolean keepLists;
    private final int nameCharsMax;
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    Flattening(String separator, boolean keepLists, int nameCharsMax) {
        this.separator = separator;
        this.keepLists = keepLists;
        this.nameCharsMax = nameCharsMax;
    }

    Map<String, @Nullable Object> fields() {
        return fields;
    }

    /** Adds the members of an object, whose own name and the separator stand before theirs. */
    void members(String prefix, Map<?, ?> object) throws EventException {
        for (Map.Entry<?, ?> member : object.entrySet()) {
            add(prefix + member.getKey(), member.getValue());
        }
    }

    private void add(String name, @Nullable Object value) throws EventException {
        if (name.length() > nameCharsMax) {
            throw new EventException(
                    ErrorCode.TOO_LARGE, "a flattened name is longer than " + nameCharsMax + " characters");
        }
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            members(name + separator, map);
        } else if (value instanceof List<?> list && !list.isEmpty() && !keepLists) {
            for (int i = 0; i < list.size(); i++) {
                add(name + separator + i, list.get(i));
            }
        } else if (fields.containsKey(name)) {
            throw KeyNames.twice(name);
        } else {
            fields.put(name, DeepCopy.of(value));
        }
    }
}
