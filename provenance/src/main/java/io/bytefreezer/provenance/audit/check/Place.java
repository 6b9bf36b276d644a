package io.bytefreezer.provenance.audit.check;

import io.bytefreezer.provenance.origin.RawRecord;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything there is of one raw offset. Immutable.
 *
 * @param offset the offset
 * @param landed its record in the raw objects, or null
 * @param logged its record in the topic, or null
 * @param eventId id of the event in the record, or null where there is no record or no event in it
 * @param rows its rows in the lake
 * @param hasLetter whether it has a dead letter
 * @param isTorn whether topic and raw objects both have a record, and not the same
 */
public record Place(
        long offset,
        @Nullable RawRecord landed,
        @Nullable RawRecord logged,
        @Nullable UUID eventId,
        List<Row> rows,
        boolean hasLetter,
        boolean isTorn) {

    /** Copies the list. */
    public Place {
        rows = List.copyOf(rows);
    }

    /**
     * A row of the lake.
     *
     * @param offset raw offset it is of
     * @param eventId its event id, or null where it is none
     * @param file address of its data file
     */
    public record Row(long offset, @Nullable UUID eventId, String file) {}

    /** The record, wherever it is. */
    public @Nullable RawRecord record() {
        return landed != null ? landed : logged;
    }
}
