package io.bytefreezer.transformations.filter;

import io.bytefreezer.transformations.event.Event;

/** A compiled filter: pure, without state of its own, and safe for use by many threads. */
@FunctionalInterface
public interface FilterFunction {

    /** Changes nothing. */
    FilterFunction NOTHING = event -> Verdict.PASS;

    /** Changes the event in place and says what becomes of it. An event that is rejected is left as it was. */
    Verdict apply(Event event);
}
