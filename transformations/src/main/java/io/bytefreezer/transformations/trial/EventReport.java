package io.bytefreezer.transformations.trial;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of one event through the filters.
 *
 * @param number counts the events that a sample became from 0, in the order in which they went their way
 * @param partOf number of the event that was split into it and others; null for one that was parsed
 * @param steps what each filter did, in order
 */
public record EventReport(int number, @Nullable Integer partOf, List<StepReport> steps) {

    /** Copies the list. */
    public EventReport {
        steps = List.copyOf(steps);
    }
}
