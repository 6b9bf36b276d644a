package io.bytefreezer.transformations.value;

import io.bytefreezer.transformations.time.DateFormat;
import io.bytefreezer.transformations.time.EpochUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a text in a table or a log line is to become. */
public enum TextType {
    /** The text itself. */
    STRING {
        @Override
        public Object convert(String text) {
            return text;
        }
    },
    /** A whole number of any length. */
    INT {
        @Override
        public @Nullable Object convert(String text) {
            return NumberText.whole(text);
        }
    },
    /** A number with every digit as written. */
    DECIMAL {
        @Override
        public @Nullable Object convert(String text) {
            return NumberText.decimal(text);
        }
    },
    /** True or false. */
    BOOLEAN {
        @Override
        public @Nullable Object convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "t", "yes", "y", "1" -> true;
                case "false", "f", "no", "n", "0" -> false;
                default -> null;
            };
        }
    },
    /** A point in time, as RFC 3339 in UTC: of ISO 8601, in UTC where it names no zone, or of a number since 1970. */
    TIMESTAMP {
        @Override
        public @Nullable Object convert(String text) {
            BigDecimal number = EpochUnit.number(text);
            Instant time = number == null
                    ? ISO.parse(text, Instant.EPOCH)
                    : EpochUnit.ofMagnitude(number).instant(number);
            return time == null ? null : time.toString();
        }
    };

    private static final DateFormat ISO = DateFormat.of("ISO8601", ZoneOffset.UTC, Locale.ROOT);

    /** The names that documents use. */
    public static final List<String> NAMES =
            Stream.of(values()).map(TextType::label).toList();

    /** The value that a text is; null when it is none of this type. */
    public abstract @Nullable Object convert(String text);

    /** Its name in documents. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of a name in documents. */
    public static Optional<TextType> named(String name) {
        return Stream.of(values()).filter(type -> type.label().equals(name)).findFirst();
    }
}
