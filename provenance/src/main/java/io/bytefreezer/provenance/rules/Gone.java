package io.bytefreezer.provenance.rules;

import io.bytefreezer.lake.shape.EventTimes;
import io.bytefreezer.schemas.event.ProcessedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What was taken out of a table on purpose: rows without which it is complete.
 *
 * @param keptFrom rows of earlier event times may have been removed by retention
 * @param erased ids of events that were erased
 */
public record Gone(Instant keptFrom, Set<UUID> erased) {

    /** Nothing. */
    public static final Gone NOTHING = new Gone(Instant.MIN, Set.of());

    /** Copies the set. */
    public Gone {
        erased = Set.copyOf(erased);
    }

    /** Whether an event was erased. */
    boolean isErased(ProcessedEvent event) {
        return erased.contains(event.eventId());
    }

    /** Whether an event's row may have been removed by retention. */
    boolean isExpired(ProcessedEvent event) {
        return EventTimes.of(event.eventTime(), event.receivedAt()).isBefore(keptFrom);
    }

    /** Whether none of these events needs a row. */
    boolean areAll(List<ProcessedEvent> events) {
        return events.stream().allMatch(event -> isErased(event) || isExpired(event));
    }
}
