package io.bytefreezer.transformations;

import io.bytefreezer.transformations.event.Context;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.formats.Detection;
import io.bytefreezer.transformations.lookup.NamedTable;
import io.bytefreezer.transformations.regex.RegexExhaustedException;
import io.bytefreezer.transformations.state.KeyedState;
import io.bytefreezer.transformations.state.MemoryState;
import io.bytefreezer.transformations.state.PendingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A compiled transformation: immutable, pure, and safe for use by many threads. The same input, state and lookups give the same
 * outcome, always.
 */
public final class Plan {

    /**
     * What the filters asked for when they were compiled.
     *
     * @param tables tables
     * @param secrets names of secrets
     */
    record Asked(List<NamedTable> tables, Set<String> secrets) {

        static final Asked NOTHING = new Asked(List.of(), Set.of());

        /** Copies both. */
        Asked {
            tables = List.copyOf(tables);
            secrets = Set.copyOf(secrets);
        }
    }

    private final FormatFunction format;
    private final List<Step> steps;
    private final Limits limits;
    private final Asked asked;

    Plan(FormatFunction format, List<Step> steps, Limits limits) {
        this(format, steps, limits, Asked.NOTHING);
    }

    Plan(FormatFunction format, List<Step> steps, Limits limits, Asked asked) {
        this.asked = asked;
        this.format = format;
        this.steps = List.copyOf(steps);
        this.limits = limits;
    }

    /** The plan of a dataset without a transformation: events are parsed by their format and go on as they are. */
    public static Plan passthrough(Limits limits) {
        return new Plan(new Detection(limits), List.of(), limits);
    }

    /** {@link #passthrough(Limits)} with the default limits. */
    public static Plan passthrough() {
        return passthrough(Limits.DEFAULT);
    }

    /** The tables that its filters look things up in, as the document names them. */
    public Set<String> tables() {
        return asked.tables().stream().map(NamedTable::name).collect(Collectors.toUnmodifiableSet());
    }

    /** The same tables, each time that the document names one, in its order. */
    public List<NamedTable> namedTables() {
        return asked.tables();
    }

    /** The names of the secrets that its filters use. */
    public Set<String> secrets() {
        return asked.secrets();
    }

    /** What becomes of an event that is the first of its partition. */
    public Outcome apply(RawInput input, Context context) {
        return apply(input, context, new MemoryState());
    }

    /**
     * What becomes of an event. Never throws: what goes wrong is the event's outcome.
     *
     * @param state what the filters remember of earlier events of its partition, and change; an event that
     *     is rejected changes nothing of it
     */
    public Outcome apply(RawInput input, Context context, KeyedState state) {
        return apply(input, context, state, StepWatcher.NONE);
    }

    /** What becomes of an event, under the eyes of a watcher. */
    public Outcome apply(RawInput input, Context context, KeyedState state, StepWatcher watcher) {
        try {
            PendingState pending = new PendingState(state);
            Outcome outcome = new Run(steps, limits.events(), watcher).of(events(input, context, pending));
            if (!(outcome instanceof Outcome.Reject)) {
                pending.commit();
            }
            return outcome;
        } catch (EventException e) {
            return new Outcome.Reject(e.code(), Optional.empty(), e.detail());
        } catch (RegexExhaustedException e) {
            return new Outcome.Reject(ErrorCode.REGEX_TIMEOUT, Optional.empty(), RegexExhaustedException.DETAIL);
        } catch (RuntimeException | StackOverflowError e) {
            // A defect of the engine must cost one event, not the stream; the dead letter tells of it.
            return new Outcome.Reject(
                    ErrorCode.INTERNAL,
                    Optional.empty(),
                    "the engine failed: " + e.getClass().getName());
        }
    }

    private List<Event> events(RawInput input, Context context, KeyedState state) throws EventException {
        if (input.payload().length > limits.payloadBytes()) {
            throw new EventException(
                    ErrorCode.TOO_LARGE,
                    "the payload has " + input.payload().length + " bytes; up to " + limits.payloadBytes()
                            + " are parsed");
        }
        List<Map<String, @Nullable Object>> parsed = format.parse(input);
        if (parsed.size() == 1) {
            return List.of(new Event(input, context, state, parsed.getFirst()));
        }
        List<Event> events = new ArrayList<>(parsed.size());
        for (Map<String, @Nullable Object> fields : parsed) {
            events.add(new Event(input, context, state, fields));
        }
        return events;
    }
}
