package io.bytefreezer.transformations.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies of values: filters change events in place, so no two events may share an object or an array. */
public final class JsonCopy {

    private JsonCopy() {}

    /** A value that shares nothing that can change with this one. */
    public static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
                map.forEach((key, member) -> copy.put((String) key, of(member)));
                yield copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(element -> copy.add(of(element)));
                yield copy;
            }
            case null -> null;
            default -> value;
        };
    }
}
