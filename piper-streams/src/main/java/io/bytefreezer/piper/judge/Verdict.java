package io.bytefreezer.piper.judge;

import io.bytefreezer.schemas.event.ProcessedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of one raw record. */
public sealed interface Verdict {

    /** It goes on, as these events. */
    record Emitted(List<ProcessedEvent> events) implements Verdict {
        /** Copies the list. */
        public Emitted {
            events = List.copyOf(events);
        }
    }

    /** A rule dropped it on purpose. */
    record Dropped(String filter, String reason) implements Verdict {}

    /**
     * It goes to the dead-letter topic.
     *
     * @param stage where it failed: decode, parse or filter
     * @param filter position and type of the filter, or null
     * @param code error code
     * @param detail what was wrong, for a person
     * @param version version of the transformation
     */
    record Rejected(String stage, @Nullable String filter, String code, String detail, int version)
            implements Verdict {}
}
