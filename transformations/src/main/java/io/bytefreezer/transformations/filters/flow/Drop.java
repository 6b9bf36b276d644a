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
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Site;
import java.util.List;
import java.util.Optional;

/**
 * Drops events.
 *
 * @param dropIf drops those for which this holds
 * @param dropUnless keeps those for which this holds
 * @param percentage how many of them to drop
 * @param alwaysDrop whether to drop all
 */
public record Drop(FieldTest dropIf, FieldTest dropUnless, Optional<Double> percentage, boolean alwaysDrop)
        implements Filter {

    private static final Option<FieldPath> IF_FIELD = Option.path("if_field", "Field to test.");
    private static final Option<Object> EQUALS = Option.any("equals", "Drops when if_field equals this.");
    private static final Option<Object> NOT_EQUALS =
            Option.any("not_equals", "Drops when if_field is there and does not equal this.");
    private static final Option<String> CONTAINS = Option.text("contains", "Drops when if_field contains this text.");
    private static final Option<String> MATCHES =
            Option.text("matches", "Drops when this regular expression (RE2) is found in if_field.");
    private static final Option<FieldPath> UNLESS_FIELD = Option.path(
            "unless_field", "Field whose presence, or whose value by the next two options, keeps an event.");
    private static final Option<Object> UNLESS_EQUALS =
            Option.any("unless_equals", "Keeps when unless_field equals this.");
    private static final Option<String> UNLESS_MATCHES =
            Option.text("unless_matches", "Keeps when this regular expression (RE2) is found in unless_field.");
    private static final Option<Double> PERCENTAGE = Option.percentage(
            "percentage",
            "How many of the events that the other options choose are dropped. Decided by the event's id: the same event"
                    + " meets the same fate each time.");
    private static final Option<Boolean> ALWAYS_DROP =
            Option.flag("always_drop", "Whether to drop every event.").defaultsTo(false);

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "drop",
            "Drops events, on purpose and counted. With `when` it needs no options.",
            List.of(
                    IF_FIELD,
                    EQUALS,
                    NOT_EQUALS,
                    CONTAINS,
                    MATCHES,
                    UNLESS_FIELD,
                    UNLESS_EQUALS,
                    UNLESS_MATCHES,
                    PERCENTAGE,
                    ALWAYS_DROP),
            Drop::bind,
            List.of(
                    Example.dropped("By value", """
                            {"if_field": "level", "equals": "debug"}""", """
                            {"level": "debug"}""", "if_field"),
                    Example.becomes("By value, of another", """
                            {"if_field": "level", "equals": "debug"}""", """
                            {"level": "error"}""", """
                            {"level": "error"}"""),
                    Example.dropped("By a regular expression", """
                            {"if_field": "request.path", "matches": "^/(health|metrics)$"}""", """
                            {"request": {"path": "/health"}}""", "if_field"),
                    Example.dropped("All but some", """
                            {"unless_field": "level", "unless_matches": "^(warn|error)$"}""", """
                            {"level": "info"}""", "unless_field"),
                    Example.dropped("All", """
                            {"always_drop": true}""", """
                            {"message": "hello"}""", "always_drop")));

    private static Drop bind(Options options) {
        FieldTest dropIf = new FieldTest(
                options.find(IF_FIELD).stream().toList(),
                options.find(EQUALS),
                options.find(NOT_EQUALS),
                options.find(CONTAINS),
                options.find(MATCHES));
        FieldTest dropUnless = new FieldTest(
                options.find(UNLESS_FIELD).stream().toList(),
                options.find(UNLESS_EQUALS),
                Optional.empty(),
                Optional.empty(),
                options.find(UNLESS_MATCHES));
        return new Drop(dropIf, dropUnless, options.find(PERCENTAGE), options.get(ALWAYS_DROP));
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        reportMissing(scope);
        Site config = scope.config();
        FieldTest.Compiled chosen = dropIf.compile(scope.limits(), config.at("matches"));
        FieldTest.Compiled kept = dropUnless.compile(scope.limits(), config.at("unless_matches"));
        Verdict drop = new Verdict.Drop(reason());
        return event -> {
            Verdict tooLong = chosen.tooLong(event);
            tooLong = tooLong == null ? kept.tooLong(event) : tooLong;
            if (tooLong != null) {
                return tooLong;
            }
            boolean isChosen = !chosen.exists() || chosen.holds(event);
            return alwaysDrop || (isChosen && !kept.holds(event) && isSampled(event)) ? drop : Verdict.PASS;
        };
    }

    @Override
    public boolean endsEveryEvent() {
        return alwaysDrop;
    }

    private void reportMissing(FilterScope scope) {
        Site config = scope.config();
        boolean chooses = dropIf.exists() || dropUnless.exists() || percentage.isPresent();
        if (!chooses && !alwaysDrop && !scope.conditional()) {
            config.report("say what to drop: give 'if_field', 'unless_field', 'percentage', 'always_drop' or a 'when'");
        }
        if (!dropIf.exists() && dropIf.hasConditions()) {
            config.report("'equals', 'not_equals', 'contains' and 'matches' need 'if_field'");
        }
        if (!dropUnless.exists() && dropUnless.hasConditions()) {
            config.report("'unless_equals' and 'unless_matches' need 'unless_field'");
        }
    }

    private String reason() {
        if (alwaysDrop) {
            return "always_drop";
        }
        if (dropIf.exists()) {
            return "if_field";
        }
        if (dropUnless.exists()) {
            return "unless_field";
        }
        return percentage.isPresent() ? "percentage" : "when";
    }

    private boolean isSampled(Event event) {
        return percentage.isEmpty() || Sampling.position(event.input().eventId(), 0) < percentage.get() / 100;
    }
}
