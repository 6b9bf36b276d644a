package io.bytefreezer.transformations.condition;

import dev.cel.common.values.NullValue;
import io.bytefreezer.transformations.event.ExactNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How CEL sees the values of an event: its own null, and doubles for decimals. What needs no change is not copied.
 *
 * @param decimals makes the double of a decimal
 */
@SuppressWarnings("ReferenceEquality") // asks whether a value was changed; equal copies would be copies for nothing
record CelValues(Function<ExactNumber, Double> decimals) {

    /** For those who need no way back. */
    static final CelValues ROUNDED = new CelValues(ExactNumber::doubleValue);

    Object of(@Nullable Object value) {
        return switch (value) {
            case null -> NullValue.NULL_VALUE;
            case ExactNumber number -> decimals.apply(number);
            case Map<?, ?> map -> map(map);
            case List<?> list -> list(list);
            default -> value;
        };
    }

    private Map<?, ?> map(Map<?, ?> map) {
        Map<Object, Object> changed = null;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object value = of(entry.getValue());
            if (value != entry.getValue()) {
                changed = changed == null ? new LinkedHashMap<>(map) : changed;
                changed.put(entry.getKey(), value);
            }
        }
        return changed == null ? map : changed;
    }

    private List<?> list(List<?> list) {
        List<Object> changed = null;
        for (int i = 0; i < list.size(); i++) {
            Object value = of(list.get(i));
            if (value != list.get(i)) {
                changed = changed == null ? new ArrayList<>(list) : changed;
                changed.set(i, value);
            }
        }
        return changed == null ? list : changed;
    }
}
