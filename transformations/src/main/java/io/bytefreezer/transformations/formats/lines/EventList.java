package io.bytefreezer.transformations.formats.lines;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of one payload as they are found; it refuses more than the limit before they fill the memory. Belongs to one call. */
public final class EventList {

    private final List<Map<String, @Nullable Object>> events = new ArrayList<>(1);
    private final int eventsMax;

    /** An empty list that takes as many events as the limits say. */
    public EventList(Limits limits) {
        this.eventsMax = limits.events();
    }

    /** Adds an event. */
    public void add(Map<String, @Nullable Object> event) throws EventException {
        if (events.size() == eventsMax) {
            throw new EventException(
                    ErrorCode.TOO_MANY_EVENTS, "it becomes more than " + eventsMax + " events; send smaller payloads");
        }
        events.add(event);
    }

    /** What was added, in order. */
    public List<Map<String, @Nullable Object>> list() {
        return events;
    }
}
