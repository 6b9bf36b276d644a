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
import io.bytefreezer.transformations.option.OptionTypes;
import io.bytefreezer.transformations.value.ValueHash;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a share of the events.
 *
 * @param percentage the share in percent
 * @param rate the share as a fraction
 * @param seed which events make up the share
 * @param key the field by whose value they are chosen; by the event's id without one
 */
public record Sample(Optional<Double> percentage, Optional<Double> rate, int seed, Optional<FieldPath> key)
        implements Filter {

    private static final Option<Double> PERCENTAGE =
            Option.percentage("percentage", "How many of a hundred events are kept.");
    private static final Option<Double> RATE =
            Option.of("rate", OptionTypes.FRACTION, "The same as a fraction: 0.1 keeps one of ten.");
    private static final Option<Integer> SEED = Option.integer(
                    "seed",
                    0,
                    Integer.MAX_VALUE,
                    "Which of them: another seed keeps others, the same seed the same, on every machine and in every replay."
                            + " Two samples after each other need two seeds.")
            .defaultsTo(0L);
    private static final Option<FieldPath> KEY = Option.path(
            "key",
            "Field whose value decides instead of the event's id, so that events with the same value, such as those of a"
                    + " trace, stay together. An event without it is decided by its id.");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "sample",
            "Keeps a share of the events and drops the rest. There is no chance in it: the event's id (or its `key`) and the"
                    + " seed decide, so the same event meets the same fate each time, and all events of one payload share"
                    + " theirs.",
            List.of(PERCENTAGE, RATE, SEED, KEY),
            options -> new Sample(options.find(PERCENTAGE), options.find(RATE), options.get(SEED), options.find(KEY)),
            List.of(
                    Example.becomes("All", """
                            {"percentage": 100}""", """
                            {"message": "hello"}""", """
                            {"message": "hello"}"""),
                    Example.dropped("None", """
                            {"rate": 0.0}""", """
                            {"message": "hello"}""", "sampled_out"),
                    Example.becomes("A trace that is kept, whole", """
                            {"percentage": 25, "seed": 7, "key": "trace_id"}""", """
                            {"trace_id": "c0de", "span": "checkout"}""", """
                            {"trace_id": "c0de", "span": "checkout"}"""),
                    Example.dropped("A trace that is not", """
                            {"percentage": 25, "seed": 7, "key": "trace_id"}""", """
                            {"trace_id": "7f3a", "span": "checkout"}""", "sampled_out")));

    @Override
    public FilterFunction compile(FilterScope scope) {
        if (percentage.isPresent() == rate.isPresent()) {
            scope.config().report("give 'percentage' (0-100) or 'rate' (0-1), one of them");
        }
        double share = rate.or(() -> percentage.map(percent -> percent / 100)).orElse(1.0);
        Verdict drop = new Verdict.Drop("sampled_out");
        return event -> position(event) < share ? Verdict.PASS : drop;
    }

    private double position(Event event) {
        // Another stream than that of drop's percentage: what is left of one must not be chosen whole by the other.
        long stream = seed + 1L;
        Object value = key.isPresent() ? event.get(key.get()) : null;
        return value == null
                ? Sampling.position(event.input().eventId(), stream)
                : Sampling.position(new ValueHash().add(value).bits(), stream);
    }
}
