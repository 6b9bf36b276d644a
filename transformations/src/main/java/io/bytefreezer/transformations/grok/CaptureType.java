package io.bytefreezer.transformations.grok;

import io.bytefreezer.transformations.event.ExactNumber;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a captured text becomes: the {@code int} of {@code %{NUMBER:bytes:int}}. */
enum CaptureType {
    TEXT {
        @Override
        Object convert(String text) {
            return text;
        }
    },
    INTEGER {
        @Override
        @Nullable Object convert(String text) {
            BigDecimal number = number(text);
            if (number == null || number.scale() != 0) {
                return null;
            }
            return number.precision() <= LONG_DIGITS_SAFE ? (Object) number.longValue() : exact(number);
        }
    },
    DECIMAL {
        @Override
        @Nullable Object convert(String text) {
            BigDecimal number = number(text);
            return number == null ? null : exact(number);
        }
    },
    BOOLEAN {
        @Override
        @Nullable Object convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> null;
            };
        }
    };

    /** The suffixes that name a type, for problems. */
    static final List<String> SUFFIXES = List.of("string", "int", "long", "float", "double", "boolean");

    private static final int LONG_DIGITS_SAFE = 18;
    private static final int NUMBER_CHARS_MAX = 100;

    /** The value of a captured text; null when it is not of this type. */
    abstract @Nullable Object convert(String text);

    /** The type that a suffix names; null when it names none. */
    static @Nullable CaptureType ofSuffix(String suffix) {
        return switch (suffix) {
            case "string" -> TEXT;
            case "int", "long" -> INTEGER;
            case "float", "double" -> DECIMAL;
            case "boolean" -> BOOLEAN;
            default -> null;
        };
    }

    private static @Nullable BigDecimal number(String text) {
        if (text.length() > NUMBER_CHARS_MAX) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static ExactNumber exact(BigDecimal number) {
        return new ExactNumber(number.toString());
    }
}
