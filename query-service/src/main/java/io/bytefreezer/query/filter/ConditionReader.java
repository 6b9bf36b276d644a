package io.bytefreezer.query.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.lake.filter.AsciiNames;
import io.bytefreezer.lake.filter.Condition;
import io.bytefreezer.lake.filter.Constant;
import io.bytefreezer.lake.filter.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a WHERE. */
final class ConditionReader {

    private static final Map<String, Operator> COMPARISONS = Map.of(
            "COMPARE_EQUAL", Operator.EQUAL,
            "COMPARE_LESSTHAN", Operator.LESS,
            "COMPARE_LESSTHANOREQUALTO", Operator.LESS_OR_EQUAL,
            "COMPARE_GREATERTHAN", Operator.GREATER,
            "COMPARE_GREATERTHANOREQUALTO", Operator.GREATER_OR_EQUAL);

    private final TableNames names;

    ConditionReader(TableNames names) {
        this.names = names;
    }

    /** What each row fulfils for which the expression is true. */
    Condition read(JsonNode expression) {
        return switch (expression.path("class").asText()) {
            case "CONJUNCTION" -> conjunction(expression);
            case "COMPARISON" -> comparison(expression);
            case "BETWEEN" -> between(expression);
            case "OPERATOR" -> operator(expression);
            case "FUNCTION" -> function(expression);
            default -> Condition.ANY;
        };
    }

    private Condition conjunction(JsonNode node) {
        List<Condition> parts = new ArrayList<>();
        node.path("children").forEach(child -> parts.add(read(child)));
        return switch (node.path("type").asText()) {
            case "CONJUNCTION_AND" -> Condition.every(parts);
            case "CONJUNCTION_OR" -> Condition.some(parts);
            default -> Condition.ANY;
        };
    }

    private Condition comparison(JsonNode node) {
        Operator operator = COMPARISONS.get(node.path("type").asText());
        if (operator == null) {
            return Condition.ANY;
        }
        Condition forwards = compare(node.path("left"), operator, node.path("right"));
        return forwards.equals(Condition.ANY)
                ? compare(node.path("right"), operator.flipped(), node.path("left"))
                : forwards;
    }

    private Condition compare(JsonNode left, Operator operator, JsonNode right) {
        Optional<Operand> operand = Operand.of(left, names);
        Optional<Constant> constant = operand.flatMap(side -> Constants.of(right, side.form()));
        return constant.isEmpty() ? Condition.ANY : operand.get().compared(operator, constant.get());
    }

    private Condition between(JsonNode node) {
        if (!node.path("type").asText().equals("COMPARE_BETWEEN")) {
            return Condition.ANY;
        }
        return Condition.every(List.of(
                compare(node.path("input"), Operator.GREATER_OR_EQUAL, node.path("lower")),
                compare(node.path("input"), Operator.LESS_OR_EQUAL, node.path("upper"))));
    }

    private Condition operator(JsonNode node) {
        JsonNode children = node.path("children");
        return switch (node.path("type").asText()) {
            case "COMPARE_IN" -> in(children);
            case "OPERATOR_IS_NULL" -> onColumn(children.path(0), Condition.IsNull::new);
            case "OPERATOR_IS_NOT_NULL" -> onColumn(children.path(0), Condition.IsPresent::new);
            default -> Condition.ANY;
        };
    }

    private Condition in(JsonNode children) {
        List<Constant> values = new ArrayList<>();
        for (int i = 1; i < children.size(); i++) {
            Constants.of(children.path(i), Operand.Form.PLAIN)
                    .filter(value ->
                            values.isEmpty() || values.getFirst().getClass().equals(value.getClass()))
                    .ifPresent(values::add);
        }
        // Values of several kinds are converted to one first.
        if (values.isEmpty() || values.size() != children.size() - 1) {
            return Condition.ANY;
        }
        return onColumn(children.path(0), column -> new Condition.OneOf(column, values));
    }

    private Condition function(JsonNode node) {
        JsonNode arguments = node.path("arguments");
        JsonNode path = node.path("qualified_name").path("path");
        if (arguments.size() != 2 || path.size() != 1 || node.has("filter")) {
            return Condition.ANY;
        }
        String text = text(arguments.path(1).path("expression"));
        if (text == null) {
            return Condition.ANY;
        }
        JsonNode subject = arguments.path(0).path("expression");
        return switch (AsciiNames.lower(path.path(0).asText())) {
            case "~~" -> onColumn(subject, column -> like(column, text));
            case "starts_with", "^@", "prefix" -> onColumn(subject, column -> startsWith(column, text));
            default -> Condition.ANY;
        };
    }

    private static Condition like(String column, String pattern) {
        int end = 0;
        while (end < pattern.length() && pattern.charAt(end) != '%' && pattern.charAt(end) != '_') {
            end++;
        }
        return startsWith(column, pattern.substring(0, end));
    }

    private static Condition startsWith(String column, String prefix) {
        return prefix.isEmpty() ? Condition.ANY : new Condition.StartsWith(column, prefix);
    }

    private Condition onColumn(JsonNode node, Function<String, Condition> made) {
        return names.column(node).map(made).orElse(Condition.ANY);
    }

    private static @Nullable String text(JsonNode node) {
        JsonNode literal = node.path("literal");
        return literal.path("kind").asText().equals("STRING")
                ? literal.path("text").asText()
                : null;
    }
}
