package io.bytefreezer.transformations.filters.flow;

import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.option.Option;
import java.util.List;
import java.util.Optional;

/**
 * Keeps or drops events by a condition on one field.
 *
 * @param field the field
 * @param operator how it is compared
 * @param value with what; nothing for {@code exists} and {@code not_exists}
 * @param action what becomes of events for which the condition holds
 */
public record Conditional(FieldPath field, String operator, Optional<Object> value, String action) implements Filter {

    private static final List<String> OPERATORS =
            List.of("eq", "ne", "gt", "lt", "gte", "lte", "contains", "not_contains", "exists", "not_exists");

    private static final Option<FieldPath> FIELD =
            Option.path("field", "Field to compare.").required();
    private static final Option<String> OPERATOR = Option.choice(
                    "operator",
                    OPERATORS,
                    "How to compare. " + FieldCondition.COMPARISON
                            + " `contains` looks for a part of a text or an element of a list. A field that is not there is"
                            + " unequal to everything and contains nothing.")
            .required();
    private static final Option<Object> VALUE =
            Option.any("value", "What to compare with; `exists` and `not_exists` need none.");
    private static final Option<String> ACTION = Option.choice(
                    "action",
                    List.of("keep", "drop"),
                    "`keep` drops the events for which the condition does not hold, `drop` those for which it does.")
            .defaultsTo("keep");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "conditional",
            "Keeps or drops events by a condition on one field. A `drop` with `when` says the same with more freedom.",
            List.of(FIELD, OPERATOR, VALUE, ACTION),
            options -> new Conditional(
                    options.get(FIELD), options.get(OPERATOR), options.find(VALUE), options.get(ACTION)),
            List.of(
                    Example.becomes("Only server errors", """
                            {"field": "status", "operator": "gte", "value": 500}""", """
                            {"status": 503, "path": "/cart"}""", """
                            {"status": 503, "path": "/cart"}"""),
                    Example.dropped("Nothing but server errors", """
                            {"field": "status", "operator": "gte", "value": 500}""", """
                            {"status": 200, "path": "/cart"}""", "condition"),
                    Example.dropped("A number in a text", """
                            {"field": "duration_ms", "operator": "lt", "value": 5, "action": "drop"}""", """
                            {"duration_ms": "0.82"}""", "condition"),
                    Example.dropped("An element of a list", """
                            {"field": "tags", "operator": "contains", "value": "synthetic", "action": "drop"}""", """
                            {"tags": ["synthetic", "probe-eu"]}""", "condition"),
                    Example.becomes("What no user did", """
                            {"field": "user.id", "operator": "not_exists"}""", """
                            {"job": "nightly-report"}""", """
                            {"job": "nightly-report"}""")));

    @Override
    public FilterFunction compile(FilterScope scope) {
        FieldCondition condition = FieldCondition.compile(field, operator, value, scope);
        Verdict drop = new Verdict.Drop("condition");
        boolean dropsWhenHolding = action.equals("drop");
        return event -> condition.holds(event) == dropsWhenHolding ? drop : Verdict.PASS;
    }
}
