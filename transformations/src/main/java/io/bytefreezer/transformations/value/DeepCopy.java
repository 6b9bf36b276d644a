package io.bytefreezer.transformations.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies values of events. Filters change events in place, so no two fields and no two events may share an object or a list. */
public final class DeepCopy {

    private DeepCopy() {}

    /** A value that shares nothing that can change with the other. */
    public static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> ofMap(map);
            case List<?> list -> ofList(list);
            case null -> null;
            default -> value;
        };
    }

    /** An object that shares nothing that can change with the other. */
    public static Map<String, @Nullable Object> ofMap(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, member) -> copy.put((String) key, of(member)));
        return copy;
    }

    /** A list that shares nothing that can change with the other. */
    public static List<@Nullable Object> ofList(List<?> list) {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        list.forEach(element -> copy.add(of(element)));
        return copy;
    }
}
