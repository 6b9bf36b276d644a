package io.bytefreezer.transformations.value;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What filters do alike with a text and with each text of a list. */
public final class Texts {

    private Texts() {}

    /** The changed text, or a list of the changed texts; null when the value is neither. */
    public static @Nullable Object each(Object value, UnaryOperator<String> change) {
        return switch (value) {
            case String text -> change.apply(text);
            case List<?> list -> all(list, change);
            default -> null;
        };
    }

    private static @Nullable List<@Nullable Object> all(List<?> list, UnaryOperator<String> change) {
        List<@Nullable Object> changed = new ArrayList<>(list.size());
        for (Object element : list) {
            if (!(element instanceof String text)) {
                return null;
            }
            changed.add(change.apply(text));
        }
        return changed;
    }
}
