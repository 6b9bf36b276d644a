package io.bytefreezer.transformations.option;

import io.bytefreezer.transformations.event.ExactNumber;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names kinds of JSON values for people. */
final class Kinds {

    private static final int TEXT_SHOWN_MAX = 40;

    private Kinds() {}

    static String describe(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "the text \"" + shorten(text) + "\"";
            case Long number -> "the number " + number;
            case ExactNumber number -> "the number " + shorten(number.text());
            case Boolean flag -> flag.toString();
            case Map<?, ?> map -> "an object";
            case List<?> list -> "an array";
            default -> "something else";
        };
    }

    private static String shorten(String text) {
        return text.length() <= TEXT_SHOWN_MAX ? text : text.substring(0, TEXT_SHOWN_MAX) + "…";
    }
}
