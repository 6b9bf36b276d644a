package io.bytefreezer.piper.judge;

import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of one raw record. */
public sealed interface Verdict {

    /**
     * It goes on, at least a part of it.
     *
     * @param events what stays in its dataset, in order
     * @param routed what goes to other datasets, in order
     * @param drops what else it became and was dropped
     */
    record Emitted(List<ProcessedEvent> events, List<Routed> routed, List<Dropped> drops) implements Verdict {
        /** Copies the lists. */
        public Emitted {
            events = List.copyOf(events);
            routed = List.copyOf(routed);
            drops = List.copyOf(drops);
        }
    }

    /**
     * An event for another dataset.
     *
     * @param target the dataset, which need not be known
     * @param event the raw event for it
     */
    record Routed(DatasetRef target, RawEvent event) {}

    /** A rule dropped it on purpose, or one of the events it becomes. */
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
