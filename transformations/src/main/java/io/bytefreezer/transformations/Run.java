package io.bytefreezer.transformations;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.FilterRef;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.json.JsonWriter;
import io.bytefreezer.transformations.time.EventTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One raw event on its way through the filters. It may become many events; they share one fate where that matters: when one is
 * rejected the raw event is, whole, so that what is replayed after a rule was mended doubles nothing. Belongs to one thread.
 */
final class Run {

    /** The parser as that which drops a payload that says nothing. */
    private static final Outcome.Drop NOTHING = new Outcome.Drop(new FilterRef(-1, "parse"), "empty");

    /** So many matches of a raw event may run into their limit, whatever is then done about it; each may take a second. */
    private static final int TIMEOUTS_MAX = 3;

    private final List<Step> steps;
    private final int eventsMax;
    private final StepWatcher watcher;
    private int timeouts;
    private final List<TransformedEvent> emitted = new ArrayList<>(1);
    private final List<Outcome.Drop> drops = new ArrayList<>(0);

    Run(List<Step> steps, int eventsMax, StepWatcher watcher) {
        this.steps = steps;
        this.eventsMax = eventsMax;
        this.watcher = watcher;
    }

    /** What becomes of the event whose payload these are. */
    Outcome of(List<Event> events) throws EventException {
        requireFew(events.size());
        for (Event event : events) {
            watcher.begins(event, null);
            Outcome.Reject rejected = run(event, 0);
            if (rejected != null) {
                return rejected;
            }
        }
        if (!emitted.isEmpty()) {
            return new Outcome.Emit(emitted, drops);
        }
        return drops.isEmpty() ? NOTHING : drops.getFirst();
    }

    /** Takes an event through the filters from this one on. */
    private Outcome.@Nullable Reject run(Event event, int from) throws EventException {
        for (int i = from; i < steps.size(); i++) {
            Step step = steps.get(i);
            switch (verdict(step, event)) {
                case Verdict.Pass pass -> {}
                case Verdict.Drop drop -> {
                    drops.add(new Outcome.Drop(step.ref(), drop.reason()));
                    return null;
                }
                case Verdict.Route route -> {
                    emit(event, route.dataset());
                    return null;
                }
                case Verdict.Split split -> {
                    return each(split, event, i + 1);
                }
                case Verdict.Reject reject -> {
                    if (isWornOut(reject)) {
                        return new Outcome.Reject(
                                reject.code(),
                                Optional.of(step.ref()),
                                reject.detail() + "; so did others before it in this record, which is given up whole");
                    }
                    if (step.onError().with(reject.code()) != OnError.KEEP) {
                        return ended(step, reject);
                    }
                    note(event, step.ref(), reject);
                }
            }
        }
        emit(event, null);
        return null;
    }

    private Verdict verdict(Step step, Event event) {
        watcher.enters(step.ref(), event);
        Verdict verdict = step.apply(event, watcher);
        watcher.leaves(
                verdict,
                verdict instanceof Verdict.Reject reject ? step.onError().with(reject.code()) : step.onError());
        return verdict;
    }

    private Outcome.@Nullable Reject each(Verdict.Split split, Event event, int from) throws EventException {
        requireFew(split.parts().size());
        for (Map<String, @Nullable Object> part : split.parts()) {
            Event sibling = event.sibling(part);
            watcher.begins(sibling, event);
            Outcome.Reject rejected = run(sibling, from);
            if (rejected != null) {
                return rejected;
            }
        }
        return null;
    }

    private boolean isWornOut(Verdict.Reject reject) {
        return reject.code() == ErrorCode.REGEX_TIMEOUT && ++timeouts > TIMEOUTS_MAX;
    }

    private Outcome.@Nullable Reject ended(Step step, Verdict.Reject reject) {
        if (step.onError() == OnError.DROP) {
            drops.add(new Outcome.Drop(step.ref(), reject.code().name()));
            return null;
        }
        return new Outcome.Reject(reject.code(), Optional.of(step.ref()), reject.detail());
    }

    private void emit(Event event, @Nullable String route) throws EventException {
        requireFew(emitted.size() + 1);
        TransformedEvent done = new TransformedEvent(EventTime.of(event), JsonWriter.bytes(event.fields()), route);
        emitted.add(done);
        watcher.emits(event, done);
    }

    private void requireFew(int events) throws EventException {
        if (events > eventsMax) {
            throw new EventException(
                    ErrorCode.TOO_MANY_EVENTS, "it becomes more than " + eventsMax + " events; send smaller payloads");
        }
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
}
