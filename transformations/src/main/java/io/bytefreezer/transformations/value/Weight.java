package io.bytefreezer.transformations.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How large values are: what is copied many times has to be weighed first. */
public final class Weight {

    private static final int OF_ONE = 8;

    private Weight() {}

    /** Roughly the bytes of a value as JSON. */
    public static long of(@Nullable Object value) {
        long weight = OF_ONE;
        if (value instanceof String text) {
            weight += text.length();
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> member : map.entrySet()) {
                weight += ((String) member.getKey()).length() + of(member.getValue());
            }
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                weight += of(element);
            }
        }
        return weight;
    }
}
