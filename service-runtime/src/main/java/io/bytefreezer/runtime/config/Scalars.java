package io.bytefreezer.runtime.config;

import io.bytefreezer.runtime.suggest.Nearest;
import io.bytefreezer.schemas.name.ResourceId;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How text becomes a value of each type that an option can have. Parsers fail by IllegalArgumentException and never quote the text. */
final class Scalars {

    /** @param name what the reference calls the type */
    private record Kind(String name, Function<String, Object> parser) {}

    private static final Pattern DURATION = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h|d)");
    private static final Pattern PLAIN_INTEGER = Pattern.compile("0|-?[1-9]\\d{0,17}");
    private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?(0|[1-9]\\d{0,30})\\.\\d{1,30}");

    private static final Map<Class<?>, Kind> KINDS = Map.ofEntries(
            Map.entry(String.class, new Kind("text", text -> text)),
            Map.entry(Secret.class, new Kind("secret", Secret::new)),
            Map.entry(int.class, new Kind("number", Scalars::integer)),
            Map.entry(Integer.class, new Kind("number", Scalars::integer)),
            Map.entry(long.class, new Kind("number", Scalars::wholeNumber)),
            Map.entry(Long.class, new Kind("number", Scalars::wholeNumber)),
            Map.entry(double.class, new Kind("number", Scalars::number)),
            Map.entry(Double.class, new Kind("number", Scalars::number)),
            Map.entry(boolean.class, new Kind("true or false", Scalars::truth)),
            Map.entry(Boolean.class, new Kind("true or false", Scalars::truth)),
            Map.entry(Duration.class, new Kind("duration", Scalars::duration)),
            Map.entry(DataSize.class, new Kind("size", DataSize::parse)),
            Map.entry(URI.class, new Kind("address", Scalars::uri)),
            Map.entry(Path.class, new Kind("path", Scalars::path)),
            Map.entry(ResourceId.class, new Kind("id", Scalars::id)));

    private Scalars() {}

    static boolean knows(Class<?> type) {
        return KINDS.containsKey(type) || type.isEnum();
    }

    /** What the reference calls the type. */
    static String name(Class<?> type) {
        Kind kind = KINDS.get(type);
        return kind == null ? "one of " + String.join(", ", quoted(constants(type))) : kind.name();
    }

    /**
     * The value of a known type.
     *
     * @throws IllegalArgumentException when the text is none; the message says what would be
     */
    static Object parse(Class<?> type, String text) {
        Kind kind = KINDS.get(type);
        return kind == null ? constant(type, text) : kind.parser().apply(text);
    }

    /** The value of plain text where any type will do: a number only if it prints as the same text again. */
    static Object guess(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (PLAIN_INTEGER.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        return PLAIN_DECIMAL.matcher(text).matches() ? new BigDecimal(text) : text;
    }

    private static Object integer(String text) {
        long value = (Long) wholeNumber(text);
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a whole number with fewer than 10 digits is needed");
        }
        return (int) value;
    }

    private static Object wholeNumber(String text) {
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number is needed", e);
        }
    }

    private static Object number(String text) {
        try {
            return new BigDecimal(text.strip()).doubleValue();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a number is needed", e);
        }
    }

    private static Object truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false is needed");
        };
    }

    private static Object duration(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        try {
            if (!matcher.matches()) {
                return Duration.parse(text.strip());
            }
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException("a duration is needed: for example 500ms, 5s, 10m, 2h or 7d", e);
        }
    }

    private static Object uri(String text) {
        URI uri = parsedUri(text.strip());
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new IllegalArgumentException("an address is needed: for example http://host:8080");
        }
        return uri;
    }

    private static URI parsedUri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("an address is needed: for example http://host:8080", e);
        }
    }

    private static Object path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("a path is needed", e);
        }
    }

    private static Object id(String text) {
        if (!ResourceId.isValid(text)) {
            throw new IllegalArgumentException("an id is needed: lower case letters, digits and single dashes between"
                    + " them, at most " + ResourceId.LENGTH_MAX + " characters");
        }
        return new ResourceId(text);
    }

    private static Object constant(Class<?> type, String text) {
        String sought = label(text);
        for (Object constant : type.getEnumConstants()) {
            if (label(constant.toString()).equals(sought)) {
                return constant;
            }
        }
        List<String> allowed = constants(type);
        throw new IllegalArgumentException(
                "one of " + String.join(", ", quoted(allowed)) + " is needed" + Nearest.suggestion(sought, allowed));
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(Object::toString)
                .map(Scalars::label)
                .toList();
    }

    private static String label(String constant) {
        return constant.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    }

    private static List<String> quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.toList());
    }
}
