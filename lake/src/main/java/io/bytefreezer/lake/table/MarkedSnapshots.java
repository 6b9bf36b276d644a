package io.bytefreezer.lake.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/** Finds snapshots by what their writer noted in the summary: so a commit whose answer was lost is recognised. Stateless. */
public final class MarkedSnapshots {

    private MarkedSnapshots() {}

    /**
     * The newest snapshot of the table's history whose summary holds all these marks, without a refresh. What was expired is not found.
     *
     * @param marks values by key of the summary
     */
    public static Optional<Snapshot> find(Table table, Map<String, String> marks) {
        return history(table).filter(snapshot -> holds(snapshot, marks)).findFirst();
    }

    /** All such snapshots, the newest first. */
    public static List<Snapshot> all(Table table, Map<String, String> marks) {
        return history(table).filter(snapshot -> holds(snapshot, marks)).toList();
    }

    private static Stream<Snapshot> history(Table table) {
        Snapshot current = table.currentSnapshot();
        return current == null
                ? Stream.empty()
                : StreamSupport.stream(
                        SnapshotUtil.ancestorsOf(current.snapshotId(), table::snapshot)
                                .spliterator(),
                        false);
    }

    private static boolean holds(Snapshot snapshot, Map<String, String> marks) {
        return snapshot.summary() != null && snapshot.summary().entrySet().containsAll(marks.entrySet());
    }
}
