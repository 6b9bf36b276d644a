package io.bytefreezer.transformations;

import io.bytefreezer.transformations.event.Context;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.FilterRef;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.json.JsonWriter;
import io.bytefreezer.transformations.parse.Format;
import io.bytefreezer.transformations.parse.Parser;
import io.bytefreezer.transformations.time.EventTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compiled transformation: immutable, pure, and safe for use by many threads. The same input gives the same outcome, always.
 */
public final class Plan {

    private final Parser parser;
    private final List<Step> steps;

    Plan(Parser parser, List<Step> steps) {
        this.parser = parser;
        this.steps = List.copyOf(steps);
    }

    /** The plan of a dataset without a transformation: events are parsed by their format and go on as they are. */
    public static Plan passthrough(Limits limits) {
        return new Plan(new Parser(Format.AUTO, limits), List.of());
    }

    /** {@link #passthrough(Limits)} with the default limits. */
    public static Plan passthrough() {
        return passthrough(Limits.DEFAULT);
    }

    /** What becomes of an event. Never throws: what goes wrong is the event's outcome. */
    public Outcome apply(RawInput input, Context context) {
        try {
            Event event = new Event(input, context, parser.parse(input));
            Outcome ended = filter(event);
            return ended == null ? emit(event) : ended;
        } catch (EventException e) {
            return new Outcome.Reject(e.code(), Optional.empty(), e.detail());
        } catch (RuntimeException | StackOverflowError e) {
            // A defect of the engine must cost one event, not the stream; the dead letter tells of it.
            return new Outcome.Reject(
                    ErrorCode.INTERNAL,
                    Optional.empty(),
                    "the engine failed: " + e.getClass().getName());
        }
    }

    private @Nullable Outcome filter(Event event) {
        for (Step step : steps) {
            Outcome ended = switch (step.apply(event)) {
                case Verdict.Pass pass -> null;
                case Verdict.Drop drop -> new Outcome.Drop(step.ref(), drop.reason());
                case Verdict.Reject reject -> rejected(step, reject, event);
            };
            if (ended != null) {
                return ended;
            }
        }
        return null;
    }

    private static @Nullable Outcome rejected(Step step, Verdict.Reject reject, Event event) {
        return switch (step.onError()) {
            case DEAD_LETTER -> new Outcome.Reject(reject.code(), Optional.of(step.ref()), reject.detail());
            case DROP -> new Outcome.Drop(step.ref(), reject.code().name());
            case KEEP -> {
                note(event, step.ref(), reject);
                yield null;
            }
        };
    }

    private static void note(Event event, FilterRef filter, Verdict.Reject reject) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("filter", filter.toString());
        error.put("code", reject.code().name());
        error.put("message", reject.detail());
        Object earlier = event.fields().get(Event.ERRORS);
        List<@Nullable Object> errors = new ArrayList<>();
        if (earlier instanceof List<?> list) {
            errors.addAll(list);
        } else if (earlier != null) {
            errors.add(earlier);
        }
        errors.add(error);
        event.fields().put(Event.ERRORS, errors);
    }

    private static Outcome emit(Event event) {
        return new Outcome.Emit(List.of(new TransformedEvent(EventTime.of(event), JsonWriter.bytes(event.fields()))));
    }
}
