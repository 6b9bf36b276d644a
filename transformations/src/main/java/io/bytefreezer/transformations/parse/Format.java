package io.bytefreezer.transformations.parse;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a payload is. */
public enum Format {
    /** As the input hints, and without a hint as the payload looks. */
    AUTO,
    /** One JSON object. */
    JSON,
    /** A syslog message, RFC 5424 or RFC 3164. */
    SYSLOG,
    /** Any text. */
    TEXT;

    /** The format of a name in a document; null when it is none. */
    public static @Nullable Format named(String name) {
        return Stream.of(values())
                .filter(format -> format.label().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The names of all. */
    public static List<String> names() {
        return Stream.of(values()).map(Format::label).toList();
    }

    /** The format that an input's hint or a content type means; {@link #AUTO} when it says nothing of use. */
    public static Format ofHint(@Nullable String hint) {
        if (hint == null) {
            return AUTO;
        }
        int parameters = hint.indexOf(';');
        String type = (parameters < 0 ? hint : hint.substring(0, parameters)).strip();
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "json", "ndjson", "application/json", "application/x-ndjson", "application/ndjson" -> JSON;
            case "syslog", "rfc3164", "rfc5424", "syslog-rfc3164", "syslog-rfc5424" -> SYSLOG;
            case "text", "raw", "log", "text/plain" -> TEXT;
            default -> AUTO;
        };
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
