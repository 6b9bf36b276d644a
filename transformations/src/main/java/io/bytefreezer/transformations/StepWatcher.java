package io.bytefreezer.transformations;

import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FilterRef;
import io.bytefreezer.transformations.filter.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Sees a raw event go through a plan, for people who want to know why it became what it did. Each event that it becomes goes all
 * its way, to an end or to where it is split, before the next one begins. Belongs to the thread that applies the plan, and changes
 * no event.
 */
public interface StepWatcher {

    /** Looks away. */
    StepWatcher NONE = new StepWatcher() {};

    /**
     * An event begins its way.
     *
     * @param whole the event of which it is a part; null for one that was parsed
     */
    default void begins(Event event, @Nullable Event whole) {}

    /** The event comes to a filter. */
    default void enters(FilterRef filter, Event event) {}

    /** The filter's condition does not hold; {@link #leaves} follows. */
    default void skips() {}

    /** The filter is done. What {@code on_error: keep} notes in the event is not yet there. */
    default void leaves(Verdict verdict, OnError onError) {}

    /** The event is through; it may still be that the raw event is rejected for another of its events. */
    default void emits(Event event, TransformedEvent emitted) {}
}
