package io.bytefreezer.transformations.filters.field.keys;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes the names in values, without changing the values given.
 *
 * @param change of a name
 * @param recursive whether the names inside of an object's members change too
 */
record KeyNames(UnaryOperator<String> change, boolean recursive) {

    /** A field's value. */
    @Nullable Object value(@Nullable Object value) throws EventException {
        if (!recursive) {
            return value;
        }
        return switch (value) {
            case Map<?, ?> map -> object(map);
            case List<?> list -> list(list);
            case null -> null;
            default -> value;
        };
    }

    /** An object with all its names changed. */
    Map<String, @Nullable Object> object(Map<?, ?> map) throws EventException {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : map.entrySet()) {
            String name = change.apply((String) member.getKey());
            if (changed.containsKey(name)) {
                throw twice(name);
            }
            changed.put(name, value(member.getValue()));
        }
        return changed;
    }

    private List<@Nullable Object> list(List<?> list) throws EventException {
        List<@Nullable Object> changed = new ArrayList<>(list.size());
        for (Object element : list) {
            changed.add(value(element));
        }
        return changed;
    }

    static EventException twice(String name) {
        return new EventException(ErrorCode.BAD_VALUE, "two fields would be named '" + name + "'");
    }
}
