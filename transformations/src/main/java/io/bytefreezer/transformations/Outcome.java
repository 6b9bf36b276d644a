package io.bytefreezer.transformations;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.FilterRef;
import java.util.List;
import java.util.Optional;

/** What became of a raw event. Every event has exactly one outcome. */
public sealed interface Outcome {

    /**
     * It goes on.
     *
     * @param events what it became, at least one
     * @param drops what else it became and was dropped; a payload of many events may lose some of them to a filter
     */
    record Emit(List<TransformedEvent> events, List<Drop> drops) implements Outcome {

        /** Copies the lists. */
        public Emit {
            events = List.copyOf(events);
            drops = List.copyOf(drops);
        }
    }

    /**
     * It ends here, all of it, as a filter intends: to be counted, not kept.
     *
     * @param filter the filter
     * @param reason a constant of the filter, or the code of an error under {@code on_error: drop}: fit for a metric's label
     */
    record Drop(FilterRef filter, String reason) implements Outcome {}

    /**
     * It cannot be parsed or transformed, and goes to the dead letters.
     *
     * @param code why
     * @param filter the filter; nothing when the payload could not be parsed
     * @param detail what was found where, for a person; it may quote a few characters of the payload, so it belongs
     *     beside the event and not into logs
     */
    record Reject(ErrorCode code, Optional<FilterRef> filter, String detail) implements Outcome {

        /** {@code parse} or {@code filter}. */
        public String stage() {
            return filter.isPresent() ? "filter" : "parse";
        }
    }
}
