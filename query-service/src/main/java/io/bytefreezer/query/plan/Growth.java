package io.bytefreezer.query.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Bounds how far functions may blow a small value up. DuckDB does not count strings and lists under construction
 * against its memory limit, and cancels only between batches of 2,048 rows: {@code repeat('x', 10000000)} over a few
 * thousand rows takes tens of gigabytes before any limit acts. For one query; not safe for use by several threads.
 */
final class Growth {

    /** All blow-ups of one query multiplied: they may be nested, also through subqueries. */
    static final long FACTOR_MAX = 100_000;

    /** Position of the argument that says how large the result becomes. */
    private static final Map<String, Integer> COUNT_ARGUMENT =
            Map.of("repeat", 1, "lpad", 1, "rpad", 1, "list_resize", 1, "array_resize", 1, "bitstring", 1);

    /** Four digits, a width from an argument, a width within braces. */
    private static final Pattern WIDE_FORMAT = Pattern.compile("\\d{4,}|\\*|\\{[^}]*\\{");

    private long factor = 1;

    /** Refuses the call when it may blow its input up too far. */
    void check(String function, JsonNode arguments, boolean recursive) {
        switch (function) {
            case "repeat", "lpad", "rpad", "list_resize", "array_resize", "bitstring" -> {
                int position = COUNT_ARGUMENT.getOrDefault(function, 0);
                // bitstring and array_resize have forms without a length, which do not grow
                if (arguments.size() > position) {
                    multiply(function, count(function, arguments.path(position)), recursive);
                }
            }
            case "range", "generate_series" -> {
                long largest = 1;
                for (JsonNode argument : arguments) {
                    largest = Math.max(largest, count(function, argument));
                }
                multiply(function, largest, recursive);
            }
            case "printf", "format" -> format(function, arguments);
            default -> {}
        }
    }

    private void multiply(String function, long by, boolean recursive) {
        if (recursive) {
            throw RefusedException.notAllowed(function + "() cannot be used inside WITH RECURSIVE");
        }
        factor = by > FACTOR_MAX ? by : factor * Math.max(1, by);
        if (factor > FACTOR_MAX) {
            throw RefusedException.notAllowed(function + "() would make values too large: the lengths given to repeat,"
                    + " pad, resize and range multiply to at most " + FACTOR_MAX + " in a query");
        }
    }

    private static long count(String function, JsonNode argument) {
        JsonNode literal = argument.path("expression").path("literal");
        if (!literal.path("kind").asText().equals("INTEGER")) {
            throw RefusedException.notAllowed("lengths given to " + function
                    + "() have to be plain numbers"
                    + (function.equals("range") || function.equals("generate_series")
                            ? "; FROM " + function + "(…) takes any"
                            : ""));
        }
        String digits = literal.path("text").asText();
        return digits.matches("\\d{1,9}") ? Long.parseLong(digits) : Long.MAX_VALUE;
    }

    private static void format(String function, JsonNode arguments) {
        JsonNode literal = arguments.path(0).path("expression").path("literal");
        if (!literal.path("kind").asText().equals("STRING")
                || WIDE_FORMAT.matcher(literal.path("text").asText()).find()) {
            throw RefusedException.notAllowed(
                    "the format given to " + function + "() has to be a plain string with widths under 1000");
        }
    }
}
