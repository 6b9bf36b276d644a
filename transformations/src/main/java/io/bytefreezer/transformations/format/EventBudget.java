package io.bytefreezer.transformations.format;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;

/**
 * Bounds what one payload becomes: how many events, and how much of it is said again in each of them. Without it a payload of
 * megabytes, one half of which every event of the other half repeats, would fill the memory. Used by the call that made it.
 */
public final class EventBudget {

    private static final long REPETITION = 4;

    private final int eventsMax;
    private final long repeatedMax;
    private int events;
    private long repeated;

    /** A budget for one payload. */
    public EventBudget(Limits limits) {
        this.eventsMax = limits.events();
        this.repeatedMax = REPETITION * limits.payloadBytes();
    }

    /**
     * Counts an event.
     *
     * @param repeatedChars about how long that is which other events say too
     */
    public void spend(long repeatedChars) throws EventException {
        events++;
        repeated += repeatedChars;
        if (events > eventsMax) {
            throw new EventException(
                    ErrorCode.TOO_MANY_EVENTS, "it becomes more than " + eventsMax + " events; send smaller payloads");
        }
        if (repeated > repeatedMax) {
            throw new EventException(
                    ErrorCode.TOO_LARGE,
                    "what its events have in common makes more than " + repeatedMax
                            + " bytes when each of them says it; send smaller payloads");
        }
    }
}
