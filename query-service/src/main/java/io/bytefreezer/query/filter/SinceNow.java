package io.bytefreezer.query.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.lake.filter.AsciiNames;
import io.bytefreezer.lake.filter.Constant;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Reads {@code now()}, and {@code now()} less a fixed time. Stateless. */
final class SinceNow {

    private static final Map<String, ChronoUnit> FUNCTIONS = Map.of(
            "to_seconds", ChronoUnit.SECONDS,
            "to_minutes", ChronoUnit.MINUTES,
            "to_hours", ChronoUnit.HOURS,
            "to_days", ChronoUnit.DAYS);

    private static final Map<String, ChronoUnit> WORDS = Map.of(
            "second", ChronoUnit.SECONDS,
            "seconds", ChronoUnit.SECONDS,
            "minute", ChronoUnit.MINUTES,
            "minutes", ChronoUnit.MINUTES,
            "hour", ChronoUnit.HOURS,
            "hours", ChronoUnit.HOURS,
            "day", ChronoUnit.DAYS,
            "days", ChronoUnit.DAYS);

    private static final int DIGITS_MAX = 6;
    /** Casts and {@code trunc} that DuckDB's parser puts around the number of an interval. */
    private static final int WRAPS_MAX = 4;

    private SinceNow() {}

    static Optional<Constant> of(JsonNode node) {
        String name = function(node);
        if (isNow(name, node)) {
            return Optional.of(new Constant.Ago(Duration.ZERO));
        }
        JsonNode arguments = node.path("arguments");
        JsonNode from = arguments.path(0).path("expression");
        if (!name.equals("-") || arguments.size() != 2 || !isNow(function(from), from)) {
            return Optional.empty();
        }
        return interval(arguments.path(1).path("expression")).map(Constant.Ago::new);
    }

    private static boolean isNow(String name, JsonNode node) {
        return (name.equals("now") || name.equals("get_current_timestamp"))
                && node.path("arguments").isEmpty();
    }

    private static String function(JsonNode node) {
        JsonNode path = node.path("qualified_name").path("path");
        return node.path("class").asText().equals("FUNCTION") && path.size() == 1
                ? AsciiNames.lower(path.path(0).asText())
                : "";
    }

    private static Optional<Duration> interval(JsonNode node) {
        if (node.path("class").asText().equals("CAST")) {
            boolean isInterval = AsciiNames.lower(
                            node.path("type_expr").path("type_name").asText())
                    .equals("interval");
            JsonNode literal = node.path("child").path("literal");
            return isInterval && literal.path("kind").asText().equals("STRING")
                    ? words(literal.path("text").asText())
                    : Optional.empty();
        }
        ChronoUnit unit = FUNCTIONS.get(function(node));
        return unit == null
                ? Optional.empty()
                : digits(number(node.path("arguments").path(0).path("expression")))
                        .map(count -> Duration.of(count, unit));
    }

    private static Optional<Duration> words(String text) {
        String[] parts = text.strip().split(" +", -1);
        ChronoUnit unit = parts.length == 2 ? WORDS.get(AsciiNames.lower(parts[1])) : null;
        return unit == null ? Optional.empty() : digits(parts[0]).map(count -> Duration.of(count, unit));
    }

    private static String number(JsonNode node) {
        JsonNode inner = node;
        for (int i = 0; i < WRAPS_MAX && !inner.has("literal"); i++) {
            boolean isTrunc = function(inner).equals("trunc");
            inner = isTrunc ? inner.path("arguments").path(0).path("expression") : inner.path("child");
        }
        JsonNode literal = inner.path("literal");
        boolean isNumber = literal.path("kind").asText().equals("INTEGER")
                || literal.path("kind").asText().equals("STRING");
        return isNumber ? literal.path("text").asText() : "";
    }

    private static Optional<Long> digits(String text) {
        boolean isCount =
                !text.isEmpty() && text.length() <= DIGITS_MAX && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isCount ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
