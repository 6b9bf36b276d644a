package io.bytefreezer.lake.read;

import io.bytefreezer.lake.LakeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/** Finds the snapshot that is asked for. Stateless. */
final class SnapshotChoice {

    private SnapshotChoice() {}

    /**
     * The snapshot; nothing where the table had none then.
     *
     * @throws LakeException of kind MISSING for a snapshot that the table does not have, or not any more
     */
    static Optional<Snapshot> of(Table table, Optional<AsOf> asOf) {
        if (asOf.isEmpty()) {
            return Optional.ofNullable(table.currentSnapshot());
        }
        return switch (asOf.get()) {
            case AsOf.SnapshotId snapshot -> Optional.of(byId(table, snapshot.id()));
            case AsOf.Time time -> at(table, time.at());
        };
    }

    private static Snapshot byId(Table table, long id) {
        Snapshot snapshot = table.snapshot(id);
        if (snapshot == null) {
            throw new LakeException(
                    LakeException.Kind.MISSING,
                    "table " + table.name() + " has no snapshot " + id + ", or not any more; ask for a time instead");
        }
        return snapshot;
    }

    private static Optional<Snapshot> at(Table table, Instant time) {
        Snapshot oldest = null;
        Snapshot found = null;
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            oldest = snapshot;
            if (found == null && snapshot.timestampMillis() <= time.toEpochMilli()) {
                found = snapshot;
            }
        }
        if (found == null && oldest != null && oldest.parentId() != null) {
            throw new LakeException(
                    LakeException.Kind.MISSING,
                    "the state of table " + table.name() + " at " + time
                            + " is not kept any more; the oldest one is of "
                            + Instant.ofEpochMilli(oldest.timestampMillis()));
        }
        return Optional.ofNullable(found);
    }
}
