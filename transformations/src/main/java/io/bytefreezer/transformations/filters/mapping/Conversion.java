package io.bytefreezer.transformations.filters.mapping;

import io.bytefreezer.transformations.time.EpochUnit;
import io.bytefreezer.transformations.time.Rfc3339;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What becomes of a value on its way into a schema. What it cannot be made of stays where it was. */
enum Conversion {
    /** Nothing. */
    AS_IS,
    /** A whole number, also out of a text. */
    INTEGER,
    /** A text that is an IP address, by its characters. */
    IP,
    /** A text in lower case. */
    LOWER,
    /** The version alone, without {@code HTTP/}. */
    HTTP_VERSION,
    /** A time, as RFC 3339 in UTC. */
    TIME,
    /** A time, in milliseconds since 1970. */
    MILLIS;

    private static final int INTEGER_CHARS_MAX = 18;
    // March 1973: smaller numbers are durations or worse.
    private static final long EPOCH_MIN = 100_000_000L;

    /** The converted value; null when there is none. */
    @Nullable Object of(Object value) {
        return switch (this) {
            case AS_IS -> value;
            case INTEGER -> integer(value);
            case IP -> value instanceof String text && isAddress(text) ? text : null;
            case LOWER -> value instanceof String text ? text.toLowerCase(Locale.ROOT) : null;
            case HTTP_VERSION -> version(value);
            case TIME -> {
                Instant time = time(value);
                yield time == null ? null : time.toString();
            }
            case MILLIS -> {
                Instant time = time(value);
                yield time == null ? null : (Object) time.toEpochMilli();
            }
        };
    }

    private static @Nullable Object integer(Object value) {
        if (!(value instanceof String text)) {
            return value instanceof Long ? value : null;
        }
        boolean digits = !text.isEmpty()
                && text.length() <= INTEGER_CHARS_MAX
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? (Object) Long.valueOf(text) : null;
    }

    private static boolean isAddress(String text) {
        boolean numeric = text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        boolean hex = text.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0);
        boolean parted = text.indexOf(':') != text.lastIndexOf(':');
        return (hex && parted) || (numeric && text.chars().filter(c -> c == '.').count() == 3);
    }

    private static @Nullable Object version(Object value) {
        if (!(value instanceof String text)) {
            return null;
        }
        return text.startsWith("HTTP/") ? text.substring("HTTP/".length()) : text;
    }

    private static @Nullable Instant time(Object value) {
        if (value instanceof String text) {
            return Rfc3339.parse(text);
        }
        if (value instanceof Long number && number >= EPOCH_MIN) {
            BigDecimal decimal = BigDecimal.valueOf(number);
            return EpochUnit.ofMagnitude(decimal).instant(decimal);
        }
        return null;
    }
}
