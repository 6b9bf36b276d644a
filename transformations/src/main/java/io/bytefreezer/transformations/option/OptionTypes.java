package io.bytefreezer.transformations.option;

import io.bytefreezer.transformations.event.ExactNumber;
import io.bytefreezer.transformations.event.FieldPath;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The simple types of options. */
public final class OptionTypes {

    /** A text. */
    public static final OptionType<String> TEXT =
            new OptionType<>("text", OptionType.keywords("type", "string"), OptionTypes::readText);

    /** Where a field is. */
    public static final OptionType<FieldPath> PATH = new OptionType<>(
            "field path", OptionType.keywords("type", "string", "minLength", 1L), OptionTypes::readPath);

    /** A text that is never shown. */
    public static final OptionType<Secret> SECRET = new OptionType<>(
            "secret text of 16 or more characters",
            OptionType.keywords("type", "string", "minLength", 16L, "writeOnly", true),
            OptionTypes::readSecret);

    /** True or false. */
    public static final OptionType<Boolean> FLAG =
            new OptionType<>("boolean", OptionType.keywords("type", "boolean"), OptionTypes::readFlag);

    /** A number from 0 to 100. */
    public static final OptionType<Double> PERCENTAGE = new OptionType<>(
            "number 0-100",
            OptionType.keywords("type", "number", "minimum", 0L, "maximum", 100L),
            (json, site) -> readNumber(json, site, 100));

    /** A number from 0 to 1. */
    public static final OptionType<Double> FRACTION = new OptionType<>(
            "number 0-1",
            OptionType.keywords("type", "number", "minimum", 0L, "maximum", 1L),
            (json, site) -> readNumber(json, site, 1));

    /** Any JSON value but null. */
    public static final OptionType<Object> ANY = new OptionType<>("any", OptionType.keywords(), (json, site) -> json);

    /** A time such as {@code 500ms}, {@code 5s}, {@code 10m}, {@code 2h}, {@code 7d}; more than none. */
    public static final OptionType<Duration> DURATION = new OptionType<>(
            "duration",
            OptionType.keywords("type", "string", "pattern", "^[0-9]+(ms|s|m|h|d)$"),
            OptionTypes::readDuration);

    private static final int SECRET_CHARS_MIN = 16;
    private static final Pattern DURATION_TEXT = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private OptionTypes() {}

    /** A whole number between two others, both allowed. */
    public static OptionType<Integer> integer(int min, int max) {
        return new OptionType<>(
                "integer " + min + "-" + max,
                OptionType.keywords("type", "integer", "minimum", (long) min, "maximum", (long) max),
                (json, site) -> readInteger(json, site, min, max));
    }

    /** One of some words. */
    public static OptionType<String> choice(List<String> words) {
        return new OptionType<>(
                "one of " + String.join(", ", words),
                OptionType.keywords("enum", List.copyOf(words)),
                (json, site) -> readChoice(json, site, words));
    }

    private static @Nullable String readText(Object json, Site site) {
        if (json instanceof String text) {
            return text;
        }
        site.reportType("text", json);
        return null;
    }

    private static @Nullable Secret readSecret(Object json, Site site) {
        if (json instanceof String text && text.length() >= SECRET_CHARS_MIN) {
            return new Secret(text);
        }
        site.report("expected a secret: a text of " + SECRET_CHARS_MIN
                + " or more characters"); // what is found stays unsaid
        return null;
    }

    private static @Nullable FieldPath readPath(Object json, Site site) {
        FieldPath path = json instanceof String text ? FieldPath.parse(text).orElse(null) : null;
        if (path == null) {
            site.reportType("a field path such as a.b or [a][b]", json);
        }
        return path;
    }

    private static @Nullable Boolean readFlag(Object json, Site site) {
        if (json instanceof Boolean flag) {
            return flag;
        }
        site.reportType("true or false", json);
        return null;
    }

    private static @Nullable Double readNumber(Object json, Site site, int max) {
        double number = switch (json) {
            case Long value -> value.doubleValue();
            case ExactNumber value -> value.doubleValue();
            default -> -1;
        };
        if (number >= 0 && number <= max) {
            return number;
        }
        site.reportType("a number from 0 to " + max, json);
        return null;
    }

    private static @Nullable Integer readInteger(Object json, Site site, int min, int max) {
        if (json instanceof Long number && number >= min && number <= max) {
            return number.intValue();
        }
        if (json instanceof Integer number) {
            return number; // a default of our own
        }
        site.reportType("a whole number from " + min + " to " + max, json);
        return null;
    }

    private static @Nullable String readChoice(Object json, Site site, List<String> words) {
        if (!(json instanceof String word)) {
            site.reportType("one of " + String.join(", ", words), json);
            return null;
        }
        if (!words.contains(word)) {
            site.reportUnknown("value", word, words);
            return null;
        }
        return word;
    }

    private static @Nullable Duration readDuration(Object json, Site site) {
        Matcher text = DURATION_TEXT.matcher(json instanceof String string ? string : "");
        if (!text.matches() || Long.parseLong(text.group(1)) == 0) {
            site.reportType("a duration such as 500ms, 5s, 10m, 2h or 7d", json);
            return null;
        }
        long amount = Long.parseLong(text.group(1));
        return switch (text.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
