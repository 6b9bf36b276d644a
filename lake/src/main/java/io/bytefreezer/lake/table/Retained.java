package io.bytefreezer.lake.table;

import io.bytefreezer.lake.LakeException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * What retention removed from a table: so an audit knows missing rows from expired ones. It stands in the snapshot that removed them, and is carried on in every one
 * that follows, as the offsets are.
 *
 * @param from start of the first hour of event time that was kept; rows of earlier hours may be gone
 * @param rows rows removed so far
 */
public record Retained(Instant from, long rows) {

    private static final String PROPERTY = "bytefreezer.retained";
    private static final String SEPARATOR = " ";

    /**
     * As of the table's current snapshot, without a refresh.
     *
     * @throws LakeException of kind DATA when another tool wrote something else there
     */
    public static Optional<Retained> read(Table table) {
        Snapshot current = table.currentSnapshot();
        if (current == null) {
            return Optional.empty();
        }
        for (Snapshot snapshot : SnapshotUtil.ancestorsOf(current.snapshotId(), table::snapshot)) {
            Optional<Retained> found = of(snapshot);
            // Who sets offsets carries this on too.
            if (found.isPresent() || OffsetHistory.of(snapshot).isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Lets an update carry on what the table's current snapshot says. */
    public static void carry(Table table, SnapshotUpdate<?> update) {
        read(table).ifPresent(retained -> retained.set(update));
    }

    /** Lets an update say this. */
    public void set(SnapshotUpdate<?> update) {
        update.set(PROPERTY, from + SEPARATOR + rows);
    }

    /** After some more rows went. */
    public Retained and(Instant edge, long more) {
        return new Retained(edge.isAfter(from) ? edge : from, rows + more);
    }

    private static Optional<Retained> of(Snapshot snapshot) {
        return Optional.ofNullable(snapshot.summary())
                .map(summary -> summary.get(PROPERTY))
                .map(Retained::parse);
    }

    private static Retained parse(String text) {
        String[] parts = text.split(SEPARATOR, 2);
        try {
            return new Retained(Instant.parse(parts[0]), Long.parseLong(parts[parts.length - 1]));
        } catch (DateTimeException | NumberFormatException e) {
            throw new LakeException(
                    LakeException.Kind.DATA, "a snapshot's " + PROPERTY + " is no time and number: " + text, e);
        }
    }
}
