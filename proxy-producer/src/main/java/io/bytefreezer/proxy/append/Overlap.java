package io.bytefreezer.proxy.append;

import java.util.OptionalLong;

/** Which of the numbered events are new to somebody who has all before a number. Pure. */
sealed interface Overlap {

    /**
     * Nothing is left to append.
     *
     * @param next the number after the last that is there
     */
    record Known(long next) implements Overlap {}

    /**
     * The events from this one on are new.
     *
     * @param skip how many of the first are there already
     */
    record New(int skip) implements Overlap {}

    /**
     * Events between those that are there and these are missing.
     *
     * @param expected the first missing number
     */
    record Missing(long expected) implements Overlap {}

    /**
     * Compares the events with what is there.
     *
     * @param there the number after the last that is there, or nothing where nothing is known: then all are new
     */
    static Overlap of(OptionalLong there, NumberedEvents events) {
        long first = events.first();
        long next = there.orElse(first);
        if (next < first && !events.afterGap()) {
            return new Missing(next);
        }
        if (next >= events.next() || events.events().isEmpty()) {
            return new Known(Math.max(next, first));
        }
        return new New(Math.toIntExact(Math.max(0, next - first)));
    }
}
