package io.bytefreezer.transformations.trial;

import io.bytefreezer.transformations.OnError;
import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.StepWatcher;
import io.bytefreezer.transformations.TransformedEvent;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FilterRef;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.json.JsonWriter;
import io.bytefreezer.transformations.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Writes down the way of one sample. */
final class Tracer implements StepWatcher {

    /** What a step or an event is in the report besides the events it shows. */
    private static final int ENTRY_CHARS = 200;

    private final LongSupplier clock;
    private final Budget budget;
    private final long started;
    private final IdentityHashMap<Event, Integer> numbers = new IdentityHashMap<>();
    private final List<EventReport> ways = new ArrayList<>();
    private final List<SampleReport.Result> results = new ArrayList<>();

    private long parsed = -1;
    private @Nullable Way way;
    private @Nullable OpenStep open;

    /** The way of the event that is under way. */
    private record Way(int number, @Nullable Integer partOf, List<StepReport> steps) {}

    /** A step whose event after it is not yet seen: it is the event before the next. */
    private static final class OpenStep {
        private final FilterRef filter;
        private final RawJson before;
        private long nanos;
        private boolean skipped;
        private StepReport.Decision decision = new StepReport.Passed();

        OpenStep(FilterRef filter, RawJson before) {
            this.filter = filter;
            this.before = before;
        }
    }

    Tracer(LongSupplier clock, Budget budget) {
        this.clock = clock;
        this.budget = budget;
        this.started = clock.getAsLong();
    }

    @Override
    public void begins(Event event, @Nullable Event whole) {
        long now = clock.getAsLong();
        parsed = parsed < 0 ? now - started : parsed;
        closeWay();
        int number = numbers.size();
        numbers.put(event, number);
        if (budget.take(ENTRY_CHARS)) {
            way = new Way(number, whole == null ? null : numbers.get(whole), new ArrayList<>());
        }
    }

    @Override
    public void enters(FilterRef filter, Event event) {
        RawJson before = way == null ? null : snapshot(event);
        closeStep(before);
        if (before != null && budget.take(ENTRY_CHARS)) {
            open = new OpenStep(filter, before);
            open.nanos = clock.getAsLong();
        }
    }

    @Override
    public void skips() {
        if (open != null) {
            open.skipped = true;
        }
    }

    @Override
    public void leaves(Verdict verdict, OnError onError) {
        if (open != null) {
            open.nanos = clock.getAsLong() - open.nanos;
            open.decision = switch (verdict) {
                case Verdict.Pass ignored -> open.skipped ? new StepReport.Skipped() : new StepReport.Passed();
                case Verdict.Drop drop -> new StepReport.Dropped(drop.reason());
                case Verdict.Reject reject -> new StepReport.Rejected(reject.code(), reject.detail(), onError);
                case Verdict.Split split -> new StepReport.Split(split.parts().size());
                case Verdict.Route route -> new StepReport.Routed(route.dataset());
            };
        }
    }

    @Override
    public void emits(Event event, TransformedEvent emitted) {
        RawJson body = new RawJson(new String(emitted.body(), StandardCharsets.UTF_8));
        boolean ended = open != null && open.decision instanceof StepReport.Routed;
        closeStep(ended ? null : body);
        if (budget.take(ENTRY_CHARS + body.text().length())) {
            results.add(new SampleReport.Result(
                    numbers.getOrDefault(event, 0), emitted.eventTime(), emitted.route(), body));
        }
    }

    /** All of it, after the sample's outcome is known. */
    SampleReport report(Outcome outcome) {
        long nanos = clock.getAsLong() - started;
        closeWay();
        return new SampleReport(
                parsed < 0 ? nanos : parsed,
                nanos,
                ways,
                outcome instanceof Outcome.Emit ? results : List.of(),
                outcome);
    }

    private void closeWay() {
        closeStep(null);
        if (way != null) {
            ways.add(new EventReport(way.number, way.partOf, way.steps));
            way = null;
        }
    }

    private void closeStep(@Nullable RawJson after) {
        if (open != null && way != null) {
            way.steps.add(new StepReport(open.filter, open.decision, open.nanos, open.before, after));
        }
        open = null;
    }

    /** The event as it is now, which the report shows twice: after a filter, and before the next. */
    private @Nullable RawJson snapshot(Event event) {
        if (budget.isSpent()) {
            return null;
        }
        String text = JsonWriter.text(event.fields());
        return budget.take(2L * text.length()) ? new RawJson(text) : null;
    }
}
