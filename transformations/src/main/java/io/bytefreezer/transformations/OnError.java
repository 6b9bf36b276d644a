package io.bytefreezer.transformations;

import io.bytefreezer.transformations.event.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What becomes of an event that a filter cannot work on. */
public enum OnError {
    /** It is rejected, with the reason. */
    DEAD_LETTER,
    /** It goes on to the next filter as it was, with the reason in its field {@code _errors}. */
    KEEP,
    /** It is dropped, and counted with the reason. */
    DROP;

    static @Nullable OnError named(String name) {
        return Stream.of(values())
                .filter(value -> value.label().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The names of all in documents. */
    public static List<String> names() {
        return Stream.of(values()).map(OnError::label).toList();
    }

    /** What it comes to with this error. Without its secret a filter has not hidden what it was to hide: nothing is kept. */
    OnError with(ErrorCode code) {
        return this == KEEP && code == ErrorCode.SECRET_UNAVAILABLE ? DEAD_LETTER : this;
    }

    /** Its name in documents. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
