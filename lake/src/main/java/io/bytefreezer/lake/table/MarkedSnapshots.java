package io.bytefreezer.lake.table;

import java.util.Map;
import java.util.Optional;
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
        Snapshot current = table.currentSnapshot();
        if (current == null) {
            return Optional.empty();
        }
        for (Snapshot snapshot : SnapshotUtil.ancestorsOf(current.snapshotId(), table::snapshot)) {
            if (snapshot.summary() != null && snapshot.summary().entrySet().containsAll(marks.entrySet())) {
                return Optional.of(snapshot);
            }
        }
        return Optional.empty();
    }
}
