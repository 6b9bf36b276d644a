package io.bytefreezer.query.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.lake.filter.AsciiNames;
import io.bytefreezer.lake.filter.Condition;
import io.bytefreezer.lake.filter.Constant;
import io.bytefreezer.lake.filter.Operator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column in a comparison, or the start of the second, hour or day that it is in.
 *
 * @param column its name in the query
 * @param form what is compared
 * @param unit what its times are cut to; null when they are not
 */
record Operand(String column, Form form, @Nullable ChronoUnit unit) {

    /** What is compared, and so how texts are read that it is compared with. */
    enum Form {
        /** The column itself. */
        PLAIN,
        /** A time with a zone. */
        ZONED,
        /** A time in UTC. */
        LOCAL,
        /** A date in UTC. */
        DATE
    }

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "second", ChronoUnit.SECONDS,
            "minute", ChronoUnit.MINUTES,
            "hour", ChronoUnit.HOURS,
            "day", ChronoUnit.DAYS);

    static Optional<Operand> of(JsonNode node, TableNames names) {
        return switch (node.path("class").asText()) {
            case "COLUMN_REF" -> names.column(node).map(column -> new Operand(column, Form.PLAIN, null));
            case "CAST" -> names.column(node.path("child")).flatMap(column -> cast(column, node));
            case "FUNCTION" -> truncated(node, names);
            default -> Optional.empty();
        };
    }

    private static Optional<Operand> cast(String column, JsonNode node) {
        return TimeType.of(node).map(type -> switch (type) {
            case ZONED -> new Operand(column, Form.ZONED, null);
            case LOCAL -> new Operand(column, Form.LOCAL, null);
            case DATE -> new Operand(column, Form.DATE, ChronoUnit.DAYS);
        });
    }

    private static Optional<Operand> truncated(JsonNode node, TableNames names) {
        JsonNode arguments = node.path("arguments");
        JsonNode path = node.path("qualified_name").path("path");
        String name = path.size() == 1 ? AsciiNames.lower(path.path(0).asText()) : "";
        if (arguments.size() != 2 || !(name.equals("date_trunc") || name.equals("datetrunc"))) {
            return Optional.empty();
        }
        JsonNode unit = arguments.path(0).path("expression").path("literal");
        ChronoUnit known = unit.path("kind").asText().equals("STRING")
                ? UNITS.get(AsciiNames.lower(unit.path("text").asText()))
                : null;
        return known == null
                ? Optional.empty()
                : names.column(arguments.path(1).path("expression"))
                        .map(column -> new Operand(column, Form.ZONED, known));
    }

    /** What the column itself fulfils when this compares so. */
    Condition compared(Operator operator, Constant constant) {
        if (unit == null) {
            return new Condition.Compare(column, operator, constant);
        }
        if (!(constant instanceof Constant.Time time)) {
            return Condition.ANY;
        }
        Instant start = time.value().truncatedTo(unit);
        Instant next = start.plus(1, unit);
        Instant notBefore = start.equals(time.value()) ? start : next;
        return switch (operator) {
            case EQUAL -> Condition.every(List.of(is(Operator.GREATER_OR_EQUAL, start), is(Operator.LESS, next)));
            case LESS -> is(Operator.LESS, notBefore);
            case LESS_OR_EQUAL -> is(Operator.LESS, next);
            case GREATER -> is(Operator.GREATER_OR_EQUAL, next);
            case GREATER_OR_EQUAL -> is(Operator.GREATER_OR_EQUAL, notBefore);
        };
    }

    private Condition is(Operator operator, Instant time) {
        return new Condition.Compare(column, operator, new Constant.Time(time));
    }
}
