package io.bytefreezer.lake.table;

import io.bytefreezer.lake.LakeException;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;

/**
 * Finds the offsets in a table's snapshots.
 *
 * <p>Other writers (a compaction by another engine) add snapshots without offsets: those of the newest ancestor that has them hold on. Where the history ends
 * early because it was expired, nobody knows the offsets, and taking none for granted would pack everything twice: that is an error.
 */
public final class OffsetHistory {

    /** Key of the snapshot summary that holds the offsets. */
    public static final String PROPERTY = "bytefreezer.offsets";

    private OffsetHistory() {}

    /**
     * The offsets as of the table's current snapshot, without a refresh.
     *
     * @throws LakeException of kind DATA when the history that held them was expired
     */
    public static TableOffsets read(Table table) {
        @Nullable Snapshot snapshot = table.currentSnapshot();
        while (snapshot != null) {
            Optional<TableOffsets> offsets = of(snapshot);
            if (offsets.isPresent()) {
                return offsets.get();
            }
            Long parent = snapshot.parentId();
            if (parent == null) {
                return TableOffsets.none();
            }
            snapshot = table.snapshot(parent);
            if (snapshot == null) {
                throw new LakeException(
                        LakeException.Kind.DATA,
                        "table %s has no snapshot left that says which offsets it holds; another tool expired them. Set %s on a new snapshot"
                                .formatted(table.name(), PROPERTY));
            }
        }
        return TableOffsets.none();
    }

    /** The offsets a snapshot itself carries. */
    public static Optional<TableOffsets> of(Snapshot snapshot) {
        return Optional.ofNullable(snapshot.summary())
                .map(summary -> summary.get(PROPERTY))
                .map(TableOffsets::parse);
    }
}
