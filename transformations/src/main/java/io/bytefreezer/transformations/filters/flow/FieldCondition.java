package io.bytefreezer.transformations.filters.flow;

import com.google.re2j.Pattern;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.option.Site;
import io.bytefreezer.transformations.regex.Re2;
import io.bytefreezer.transformations.value.LooseEquality;
import io.bytefreezer.transformations.value.Ordering;
import io.bytefreezer.transformations.value.Ordering.Order;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one field, by operator and value, ready to run.
 *
 * @param field the field
 * @param test what its value is asked; it is null where there is none
 * @param regexCharsMax longest text that is asked; 0 for no limit
 */
record FieldCondition(FieldPath field, Predicate<Event> test, int regexCharsMax) {

    /** What operators ask of a value, as documentation says it of all filters that have them. */
    static final String COMPARISON =
            "Numbers are compared exactly, texts that are times as times, and a text as a number only"
                    + " where both sides are numbers; what has no order is neither less nor greater.";

    private static final FieldCondition NEVER = new FieldCondition(FieldPath.of("_"), event -> false, 0);

    /** The condition; what is wrong with the value is reported, and the condition is then never asked. */
    static FieldCondition compile(FieldPath field, String operator, Optional<Object> value, FilterScope scope) {
        Site config = scope.config();
        if (operator.equals("exists")) {
            return new FieldCondition(field, event -> event.has(field), 0);
        }
        if (operator.equals("not_exists")) {
            return new FieldCondition(field, event -> !event.has(field), 0);
        }
        if (value.isEmpty()) {
            config.report("operator '" + operator + "' needs a 'value'");
            return NEVER;
        }
        Object wanted = value.get();
        if (operator.equals("matches")) {
            return matches(field, wanted, scope);
        }
        Predicate<@Nullable Object> test = test(operator, wanted, config.at("value"));
        return new FieldCondition(field, event -> test.test(event.get(field)), 0);
    }

    boolean holds(Event event) {
        return test.test(event);
    }

    /** The error of an event whose text is longer than expressions are tried on; null for any other. */
    @Nullable Verdict tooLong(Event event) {
        return regexCharsMax > 0 && event.get(field) instanceof String text && text.length() > regexCharsMax
                ? FieldTest.Compiled.tooLong(field, text, regexCharsMax)
                : null;
    }

    private static FieldCondition matches(FieldPath field, Object wanted, FilterScope scope) {
        Site site = scope.config().at("value");
        if (!(wanted instanceof String expression)) {
            site.reportType("a regular expression (RE2), as text", wanted);
            return NEVER;
        }
        Pattern regex = Re2.compile(expression, scope.limits(), site).orElse(null);
        if (regex == null) {
            return NEVER;
        }
        return new FieldCondition(
                field,
                event -> {
                    String text = textOf(event.get(field));
                    return text != null && Re2.find(regex, text);
                },
                scope.limits().regexInputBytes());
    }

    private static Predicate<@Nullable Object> test(String operator, Object wanted, Site site) {
        return switch (operator) {
            case "eq", "equals" -> found -> LooseEquality.areEqual(found, wanted);
            case "ne", "not_equals" -> found -> !LooseEquality.areEqual(found, wanted);
            case "gt" -> ordered(wanted, site, List.of(Order.GREATER));
            case "gte" -> ordered(wanted, site, List.of(Order.GREATER, Order.EQUAL));
            case "lt" -> ordered(wanted, site, List.of(Order.LESS));
            case "lte" -> ordered(wanted, site, List.of(Order.LESS, Order.EQUAL));
            case "contains" -> found -> contains(found, wanted);
            case "not_contains" -> found -> !contains(found, wanted);
            case "starts_with" -> textual(wanted, site, String::startsWith);
            case "ends_with" -> textual(wanted, site, String::endsWith);
            default -> throw new IllegalArgumentException("no such operator: " + operator);
        };
    }

    private static Predicate<@Nullable Object> ordered(Object wanted, Site site, List<Order> orders) {
        Ordering ordering = Ordering.beside(wanted);
        if (!ordering.exists()) {
            site.reportType("a number, a time or a text", wanted);
        }
        Order first = orders.getFirst();
        Order last = orders.getLast();
        return found -> {
            Order order = ordering.of(found);
            return order == first || order == last;
        };
    }

    private static Predicate<@Nullable Object> textual(
            Object wanted, Site site, BiPredicate<String, String> comparison) {
        String part = textOf(wanted);
        if (part == null) {
            site.reportType("a text", wanted);
            return found -> false;
        }
        return found -> {
            String text = textOf(found);
            return text != null && comparison.test(text, part);
        };
    }

    /** A text contains a part of it, a list an element equal to it. */
    private static boolean contains(@Nullable Object found, Object wanted) {
        if (found instanceof List<?> list) {
            return list.stream().anyMatch(element -> LooseEquality.areEqual(element, wanted));
        }
        String text = textOf(found);
        String part = textOf(wanted);
        return text != null && part != null && text.contains(part);
    }

    /** The text of a simple value; null for an object, a list and nothing. */
    private static @Nullable String textOf(@Nullable Object value) {
        return value == null || value instanceof List || value instanceof Map ? null : value.toString();
    }
}
