package io.bytefreezer.transformations.time;

import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Layouts of Go's package {@code time}: a format is written as the reference time, {@code Mon Jan 2 15:04:05 MST 2006}, would be.
 */
final class GoLayout {

    // As in Go, of alternatives that start alike the longest is tried first.
    private static final Pattern TOKEN =
            Pattern.compile("January|Jan|Monday|Mon|MST|2006|002|-07:00:00|-07:00|-0700|-07"
                    + "|Z07:00|Z0700|Z07|[.,]0+(?!\\d)|[.,]9+(?!\\d)|__2|_2|01|02|03|04|05|06|15|PM|pm|1|2|3|4|5");

    private static final int NANO_DIGITS = 9;
    // Go reads two-digit years 69 to 99 as 1969 to 1999.
    private static final int TWO_DIGIT_YEAR_BASE = 1969;

    private static final Map<String, Consumer<DateTimeFormatterBuilder>> TOKENS = tokens();

    private GoLayout() {}

    private static Map<String, Consumer<DateTimeFormatterBuilder>> tokens() {
        Map<String, Consumer<DateTimeFormatterBuilder>> tokens = new LinkedHashMap<>();
        Map<String, String> patterns = Map.ofEntries(
                Map.entry("January", "MMMM"),
                Map.entry("Jan", PatternFormat.MONTH),
                Map.entry("Monday", "EEEE"),
                Map.entry("Mon", PatternFormat.WEEKDAY),
                Map.entry("MST", "z"),
                Map.entry("2006", "uuuu"),
                Map.entry("002", "DDD"),
                Map.entry("-07:00:00", "xxxxx"),
                Map.entry("-07:00", "xxx"),
                Map.entry("-0700", "xx"),
                Map.entry("-07", "x"),
                Map.entry("Z07:00", "XXX"),
                Map.entry("Z0700", "XX"),
                Map.entry("Z07", "X"),
                Map.entry("01", "MM"),
                Map.entry("02", "dd"),
                Map.entry("03", "hh"),
                Map.entry("04", "mm"),
                Map.entry("15", "HH"),
                Map.entry("PM", "a"),
                Map.entry("pm", "a"),
                Map.entry("1", "M"),
                Map.entry("2", "d"),
                Map.entry("3", "h"),
                Map.entry("4", "m"),
                Map.entry("_2", "ppd"),
                Map.entry("__2", "pppD"));
        patterns.forEach((token, pattern) -> tokens.put(token, builder -> builder.appendPattern(pattern)));
        tokens.put("05", builder -> builder.appendPattern("ss"));
        tokens.put("5", builder -> builder.appendPattern("s"));
        tokens.put("06", builder -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, TWO_DIGIT_YEAR_BASE));
        return tokens;
    }

    /** Whether the format has parts of the reference time; a pattern of Java has letters instead. */
    static boolean isOne(String format) {
        return TOKEN.matcher(format.replaceAll("'[^']*'", "")).find();
    }

    static void append(String layout, DateTimeFormatterBuilder builder) {
        Matcher token = TOKEN.matcher(layout);
        int at = 0;
        boolean fractionNext = false;
        while (token.find()) {
            builder.appendLiteral(layout.substring(at, token.start()));
            at = token.end();
            boolean fraction = isFraction(token.group());
            fractionNext = isSeconds(token.group()) && !startsFraction(layout, at);
            if (fraction) {
                appendFraction(token.group(), builder);
            } else {
                token(token.group()).accept(builder);
            }
            if (fractionNext) {
                // Go reads a fraction after the seconds even where the layout has none.
                builder.optionalStart()
                        .appendFraction(ChronoField.NANO_OF_SECOND, 1, NANO_DIGITS, true)
                        .optionalEnd();
            }
        }
        builder.appendLiteral(layout.substring(at));
    }

    private static Consumer<DateTimeFormatterBuilder> token(String name) {
        Consumer<DateTimeFormatterBuilder> known = TOKENS.get(name);
        if (known == null) {
            throw new IllegalStateException("token " + name + " of Go's layouts is not in the table");
        }
        return known;
    }

    private static boolean isSeconds(String token) {
        return token.equals("05") || token.equals("5");
    }

    private static boolean isFraction(String token) {
        return token.startsWith(".") || token.startsWith(",");
    }

    private static boolean startsFraction(String layout, int at) {
        Matcher next = TOKEN.matcher(layout).region(at, layout.length());
        return next.lookingAt() && isFraction(next.group());
    }

    private static void appendFraction(String token, DateTimeFormatterBuilder builder) {
        int digits = Math.min(token.length() - 1, NANO_DIGITS);
        boolean exact = token.charAt(1) == '0';
        if (!exact) {
            builder.optionalStart();
        }
        builder.appendLiteral(token.charAt(0))
                .appendFraction(ChronoField.NANO_OF_SECOND, exact ? digits : 1, exact ? digits : NANO_DIGITS, false);
        if (!exact) {
            builder.optionalEnd();
        }
    }
}
