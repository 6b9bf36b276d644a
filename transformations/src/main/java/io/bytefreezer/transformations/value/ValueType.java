package io.bytefreezer.transformations.value;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.ExactNumber;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.OptionType;
import io.bytefreezer.transformations.option.OptionTypes;
import io.bytefreezer.transformations.time.EpochUnit;
import io.bytefreezer.transformations.time.Rfc3339;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people want a value to be. What is converted loses nothing; what would is not converted. */
public enum ValueType {
    /** A text. */
    STRING {
        @Override
        public @Nullable Object convert(Object value) {
            return isScalar(value) ? value.toString() : null;
        }
    },
    /** A whole number of any length. */
    INTEGER {
        @Override
        public @Nullable Object convert(Object value) {
            return switch (value) {
                case Long number -> number;
                case ExactNumber number -> ExactNumbers.integer(number.text());
                case String text -> ExactNumbers.integer(text);
                case Boolean flag -> flag ? 1L : 0L;
                default -> null;
            };
        }
    },
    /** A number, whole or not, with all its digits. */
    DECIMAL {
        @Override
        public @Nullable Object convert(Object value) {
            return switch (value) {
                case Long number -> number;
                case ExactNumber number -> number;
                case String text -> ExactNumbers.decimal(text);
                case Boolean flag -> flag ? 1L : 0L;
                default -> null;
            };
        }
    },
    /** True or false. */
    BOOLEAN {
        @Override
        public @Nullable Object convert(Object value) {
            if (value instanceof Boolean) {
                return value;
            }
            return (value instanceof String || value instanceof Long) ? flag(value.toString()) : null;
        }
    },
    /** A point in time, as RFC 3339 in UTC. */
    TIMESTAMP {
        @Override
        public @Nullable Object convert(Object value) {
            Instant time = value instanceof String text ? Rfc3339.parse(text) : null;
            if (time == null && isScalar(value)) {
                BigDecimal number = EpochUnit.number(value.toString());
                time = number == null ? null : EpochUnit.ofMagnitude(number).instant(number);
            }
            return time == null ? null : time.toString();
        }
    },
    /** An IP address of version 4 or 6. */
    IP {
        @Override
        public @Nullable Object convert(Object value) {
            return value instanceof String text && IpText.isAddress(text) ? text : null;
        }
    };

    private static final Map<String, ValueType> NAMED = named();

    private static Map<String, ValueType> named() {
        Map<String, ValueType> named = new LinkedHashMap<>();
        named.put("string", STRING);
        named.put("integer", INTEGER);
        named.put("int", INTEGER);
        named.put("float", DECIMAL);
        named.put("decimal", DECIMAL);
        named.put("boolean", BOOLEAN);
        named.put("timestamp", TIMESTAMP);
        named.put("ip", IP);
        return named;
    }

    /** The value as one of this type; null when it is none. */
    public abstract @Nullable Object convert(Object value);

    /** An option that gives types by the names of fields. */
    public static Option<Map<String, String>> option(String name, String description) {
        OptionType<String> words = OptionTypes.choice(List.copyOf(NAMED.keySet()));
        return Option.of(name, OptionType.mapOf(words), description);
    }

    /** The types that such an option gives, in its order. */
    public static Map<String, ValueType> read(Map<String, String> words) {
        Map<String, ValueType> types = new LinkedHashMap<>();
        words.forEach((field, word) -> types.put(field, NAMED.getOrDefault(word, STRING)));
        return Collections.unmodifiableMap(types);
    }

    /** The value of a field that was taken out of a text; nothing for an empty text, as texts have no other way to say so. */
    public @Nullable Object ofText(String field, @Nullable Object text) throws EventException {
        if (text == null || (this != STRING && text.equals(""))) {
            return null;
        }
        return require(field, text);
    }

    /** The value as one of this type. */
    public Object require(String field, Object value) throws EventException {
        Object converted = convert(value);
        if (converted == null) {
            ErrorCode code = isScalar(value) ? ErrorCode.BAD_VALUE : ErrorCode.WRONG_TYPE;
            throw new EventException(code, "the value of '" + field + "' is not of type " + words());
        }
        return converted;
    }

    /** Its name in lower case. */
    public String words() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "on", "1" -> true;
            case "false", "f", "no", "n", "off", "0" -> false;
            default -> null;
        };
    }

    private static boolean isScalar(Object value) {
        return value instanceof String
                || value instanceof Long
                || value instanceof ExactNumber
                || value instanceof Boolean;
    }
}
