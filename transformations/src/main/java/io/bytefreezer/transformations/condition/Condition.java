package io.bytefreezer.transformations.condition;

import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.EventException;

/** The {@code when} of a filter, compiled: pure, and safe for use by many threads. */
@FunctionalInterface
public interface Condition {

    /**
     * Whether the filter applies to the event.
     *
     * @throws EventException when that cannot be told of this event
     */
    boolean test(Event event) throws EventException;
}
