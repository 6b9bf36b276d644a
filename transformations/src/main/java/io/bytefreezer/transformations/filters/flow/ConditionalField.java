package io.bytefreezer.transformations.filters.flow;

import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.value.DeepCopy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes a field, or drops the event, when a condition on the field holds.
 *
 * @param field the field
 * @param operator how it is compared
 * @param value with what; nothing for {@code exists} and {@code not_exists}
 * @param action what is done when the condition holds
 * @param replaceWith the field's new value, for {@code replace}
 */
public record ConditionalField(
        FieldPath field, String operator, Optional<Object> value, String action, Optional<Object> replaceWith)
        implements Filter {

    private static final List<String> OPERATORS = List.of(
            "equals",
            "not_equals",
            "contains",
            "starts_with",
            "ends_with",
            "matches",
            "exists",
            "not_exists",
            "gt",
            "gte",
            "lt",
            "lte");
    private static final List<String> ACTIONS = List.of("remove", "replace", "set_null", "drop_record", "keep_record");

    private static final Option<FieldPath> FIELD =
            Option.path("field", "Field to compare and to change.").required();
    private static final Option<String> OPERATOR = Option.choice(
                    "operator",
                    OPERATORS,
                    "How to compare. `matches` looks for a regular expression (RE2). " + FieldCondition.COMPARISON)
            .defaultsTo("equals");
    private static final Option<Object> VALUE =
            Option.any("value", "What to compare with; `exists` and `not_exists` need none.");
    private static final Option<String> ACTION = Option.choice(
                    "action",
                    ACTIONS,
                    "What to do when the condition holds: `remove` the field, `replace` its value, `set_null`, or"
                            + " `drop_record`. `keep_record` drops the event when it does not hold.")
            .defaultsTo("remove");
    private static final Option<Object> REPLACE_WITH =
            Option.any("replace_with", "The new value for `replace`: any JSON value but null.");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "conditional_field",
            "Removes or replaces a field, or drops the event, by a condition on that field. An event without the field is"
                    + " left alone, except by `not_exists`.",
            List.of(FIELD, OPERATOR, VALUE, ACTION, REPLACE_WITH),
            options -> new ConditionalField(
                    options.get(FIELD),
                    options.get(OPERATOR),
                    options.find(VALUE),
                    options.get(ACTION),
                    options.find(REPLACE_WITH)),
            List.of(
                    Example.becomes("Remove what says nothing", """
                            {"field": "referrer", "value": "-"}""", """
                            {"path": "/", "referrer": "-"}""", """
                            {"path": "/"}"""),
                    Example.becomes("Replace", """
                            {"field": "path", "operator": "starts_with", "value": "/reset/", "action": "replace",
                             "replace_with": "/reset/:token"}""", """
                            {"path": "/reset/6f1d20"}""", """
                            {"path": "/reset/:token"}"""),
                    Example.becomes("A default for what is missing", """
                            {"field": "env", "operator": "not_exists", "action": "replace", "replace_with": "prod"}""", """
                            {"level": "info"}""", """
                            {"level": "info", "env": "prod"}"""),
                    Example.becomes("A sensor that reports nonsense", """
                            {"field": "reading.celsius", "operator": "gt", "value": 85.0, "action": "set_null"}""", """
                            {"reading": {"celsius": 6553.5}}""", """
                            {"reading": {"celsius": null}}"""),
                    Example.dropped("Drop the event", """
                            {"field": "user_agent", "operator": "matches", "value": "(?i)bot|crawler",
                             "action": "drop_record"}""", """
                            {"user_agent": "ExampleBot/2.1"}""", "condition")));

    @Override
    public FilterFunction compile(FilterScope scope) {
        if (action.equals("replace") && replaceWith.isEmpty()) {
            scope.config().report("action 'replace' needs 'replace_with'");
        }
        FieldCondition condition = FieldCondition.compile(field, operator, value, scope);
        boolean actsOnMissing = operator.equals("not_exists");
        FilterFunction then = change();
        FilterFunction otherwise =
                action.equals("keep_record") ? event -> new Verdict.Drop("condition") : FilterFunction.NOTHING;
        return event -> {
            if (!actsOnMissing && !event.has(field)) {
                return Verdict.PASS;
            }
            Verdict tooLong = condition.tooLong(event);
            if (tooLong != null) {
                return tooLong;
            }
            return condition.holds(event) ? then.apply(event) : otherwise.apply(event);
        };
    }

    private FilterFunction change() {
        return switch (action) {
            case "remove" ->
                event -> {
                    event.remove(field);
                    return Verdict.PASS;
                };
            case "replace" -> event -> set(event, DeepCopy.of(replaceWith.orElse(null)));
            case "set_null" -> event -> set(event, null);
            case "drop_record" -> event -> new Verdict.Drop("condition");
            default -> FilterFunction.NOTHING;
        };
    }

    private Verdict set(Event event, @Nullable Object value) {
        return event.set(field, value) ? Verdict.PASS : Verdict.pathConflict(field);
    }
}
