package io.bytefreezer.piper.topology;

import io.bytefreezer.transformations.OnError;
import io.bytefreezer.transformations.StepWatcher;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FilterRef;
import io.bytefreezer.transformations.filter.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Finds the filter that took most of a record's time, all of the record's events together. Belongs to one thread. */
final class SlowestFilter implements StepWatcher {

    private final LongSupplier nanoTime;
    private final Map<FilterRef, Long> taken = new HashMap<>();
    private FilterRef current = new FilterRef(-1, "parse");
    private long begun;

    SlowestFilter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public void enters(FilterRef filter, Event event) {
        current = filter;
        begun = nanoTime.getAsLong();
    }

    @Override
    public void leaves(Verdict verdict, OnError onError) {
        taken.merge(current, nanoTime.getAsLong() - begun, Long::sum);
    }

    /** It, where it took at least half of the record's time. */
    Optional<String> of(long nanos) {
        return taken.entrySet().stream()
                .filter(entry -> entry.getValue() > nanos / 2)
                .findFirst()
                .map(entry -> entry.getKey().toString());
    }
}
