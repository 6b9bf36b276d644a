package io.bytefreezer.transformations.filters.flow;

import com.google.re2j.Pattern;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Site;
import io.bytefreezer.transformations.regex.Re2;
import io.bytefreezer.transformations.value.LooseEquality;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Drops events.
 *
 * @param dropIf drops those for which this holds
 * @param dropUnless keeps those for which this holds
 * @param percentage how many of them to drop
 * @param alwaysDrop whether to drop all
 */
public record Drop(Test dropIf, Test dropUnless, Optional<Double> percentage, boolean alwaysDrop) implements Filter {

    /**
     * A test of one field; it holds when any of its conditions does, or without any when the field is there.
     *
     * @param field the field; nothing for no test
     * @param equals a value it equals
     * @param notEquals a value it does not equal
     * @param contains a text it contains
     * @param matches an RE2 regular expression found in it
     */
    public record Test(
            Optional<FieldPath> field,
            Optional<Object> equals,
            Optional<Object> notEquals,
            Optional<String> contains,
            Optional<String> matches) {

        boolean hasConditions() {
            return equals.isPresent() || notEquals.isPresent() || contains.isPresent() || matches.isPresent();
        }
    }

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
        Test dropIf = new Test(
                options.find(IF_FIELD),
                options.find(EQUALS),
                options.find(NOT_EQUALS),
                options.find(CONTAINS),
                options.find(MATCHES));
        Test dropUnless = new Test(
                options.find(UNLESS_FIELD),
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
        Predicate<Event> chosen = predicate(dropIf, config.at("matches"), scope.limits(), true);
        Predicate<Event> kept = predicate(dropUnless, config.at("unless_matches"), scope.limits(), false);
        Verdict drop = new Verdict.Drop(reason());
        int charsMax = scope.limits().regexInputBytes();
        return event -> {
            Verdict tooLong = tooLong(event, charsMax);
            if (tooLong != null) {
                return tooLong;
            }
            boolean dropped = alwaysDrop || (chosen.test(event) && !kept.test(event) && isSampled(event));
            return dropped ? drop : Verdict.PASS;
        };
    }

    @Override
    public boolean endsEveryEvent() {
        return alwaysDrop;
    }

    private void reportMissing(FilterScope scope) {
        Site config = scope.config();
        boolean chooses = dropIf.field().isPresent() || dropUnless.field().isPresent() || percentage.isPresent();
        if (!chooses && !alwaysDrop && !scope.conditional()) {
            config.report("say what to drop: give 'if_field', 'unless_field', 'percentage', 'always_drop' or a 'when'");
        }
        if (dropIf.field().isEmpty() && dropIf.hasConditions()) {
            config.report("'equals', 'not_equals', 'contains' and 'matches' need 'if_field'");
        }
        if (dropUnless.field().isEmpty() && dropUnless.hasConditions()) {
            config.report("'unless_equals' and 'unless_matches' need 'unless_field'");
        }
    }

    private @Nullable Verdict tooLong(Event event, int charsMax) {
        for (Test test : List.of(dropIf, dropUnless)) {
            FieldPath field = test.field().orElse(null);
            if (field != null
                    && test.matches().isPresent()
                    && event.get(field) instanceof String text
                    && text.length() > charsMax) {
                return new Verdict.Reject(
                        ErrorCode.REGEX_INPUT_TOO_LONG,
                        "'" + field + "' has " + text.length() + " characters; regular expressions are tried on up to "
                                + charsMax);
            }
        }
        return null;
    }

    private String reason() {
        if (alwaysDrop) {
            return "always_drop";
        }
        if (dropIf.field().isPresent()) {
            return "if_field";
        }
        if (dropUnless.field().isPresent()) {
            return "unless_field";
        }
        return percentage.isPresent() ? "percentage" : "when";
    }

    private static Predicate<Event> predicate(Test test, Site regexSite, Limits limits, boolean untested) {
        FieldPath field = test.field().orElse(null);
        if (field == null) {
            return event -> untested;
        }
        if (!test.hasConditions()) {
            return event -> event.has(field);
        }
        Pattern regex = test.matches()
                .flatMap(text -> Re2.compile(text, limits, regexSite))
                .orElse(null);
        return event -> event.has(field) && holds(test, regex, event.get(field));
    }

    private static boolean holds(Test test, @Nullable Pattern regex, @Nullable Object value) {
        if (test.equals().map(wanted -> LooseEquality.areEqual(value, wanted)).orElse(false)
                || test.notEquals()
                        .map(other -> !LooseEquality.areEqual(value, other))
                        .orElse(false)) {
            return true;
        }
        return value instanceof String text
                && (test.contains().map(text::contains).orElse(false)
                        || (regex != null && regex.matcher(text).find()));
    }

    private boolean isSampled(Event event) {
        return percentage.isEmpty() || position(event.input().eventId()) < percentage.get() / 100;
    }

    /** Where an id falls between 0 and 1, evenly: the id's bits, mixed by the finalizer of SplitMix64. */
    private static double position(UUID id) {
        long bits = id.getMostSignificantBits() * 0x9E3779B97F4A7C15L + id.getLeastSignificantBits();
        bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
        bits ^= bits >>> 31;
        return (bits >>> 11) * 0x1.0p-53;
    }
}
