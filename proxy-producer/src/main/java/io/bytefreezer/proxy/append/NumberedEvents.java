package io.bytefreezer.proxy.append;

import io.bytefreezer.schemas.event.RawEvent;
import java.util.List;

/**
 * Events of one dataset of one source, numbered without a gap. A source never gives a number to two events of a dataset.
 *
 * @param first number of the first event, from 0; where there is none, the number of the next one
 * @param events in the order of their numbers
 * @param afterGap whether the source holds nothing before them: numbers missing on the other side are then passed over
 */
public record NumberedEvents(long first, List<RawEvent> events, boolean afterGap) {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException when the number is negative
     */
    public NumberedEvents {
        if (first < 0) {
            throw new IllegalArgumentException("events are numbered from 0, not " + first);
        }
        events = List.copyOf(events);
    }

    /** Events that follow something, as far as their source knows. */
    public NumberedEvents(long first, List<RawEvent> events) {
        this(first, events, false);
    }

    /** The number after the last. */
    public long next() {
        return first + events.size();
    }

    /** The same, from a source that holds nothing before them. */
    public NumberedEvents acceptingGap() {
        return new NumberedEvents(first, events, true);
    }
}
