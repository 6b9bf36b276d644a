package io.bytefreezer.lake.upkeep;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.commit.CommitLoop;
import io.bytefreezer.lake.commit.TableCommitter;
import io.bytefreezer.lake.table.MarkedSnapshots;
import io.bytefreezer.lake.table.OffsetHistory;
import io.bytefreezer.lake.table.Retained;
import io.bytefreezer.lake.table.TableOffsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;

/**
 * Commits changes of files that are no packer's: the offsets are carried on as they are in the very snapshot that the change follows. The discipline is that of
 * {@link TableCommitter}. One thread at a time.
 */
final class UpkeepCommit {

    private final CommitLoop loop;

    UpkeepCommit(CommitLoop loop) {
        this.loop = loop;
    }

    /**
     * A change.
     *
     * @param <U> Iceberg's kind of it
     */
    interface Change<U extends SnapshotUpdate<U>> {
        /** The change to the table as it is now; empty if there is nothing left to do. */
        Optional<U> prepare(Table table, Snapshot read);

        /** What the new snapshot says that retention removed; asked after the change is prepared. */
        default Optional<Retained> retained(Table table) {
            return Retained.read(table);
        }
    }

    /** Tries until it is decided; does not throw for anything the catalog or the store may do. */
    <U extends SnapshotUpdate<U>> UpkeepOutcome run(Table table, Change<U> change) {
        String id = UUID.randomUUID().toString();
        return loop.run(
                table, mayHaveLanded -> attempt(table, id, change, mayHaveLanded), UpkeepOutcome.Undecided::new);
    }

    private <U extends SnapshotUpdate<U>> UpkeepOutcome attempt(
            Table table, String id, Change<U> change, boolean mayHaveLanded) {
        table.refresh();
        Optional<Snapshot> landed = find(table, id);
        if (landed.isPresent()) {
            return new UpkeepOutcome.Done(landed.get().snapshotId());
        }
        Snapshot read = table.currentSnapshot();
        Optional<U> prepared = read == null ? Optional.empty() : change.prepare(table, read);
        if (prepared.isEmpty()) {
            return new UpkeepOutcome.Superseded(mayHaveLanded);
        }
        // Preparing takes a while, and packers go on: what they added meanwhile is no reason to start over. Had others
        // removed a file, Iceberg would refuse.
        table.refresh();
        U update = loop.guard(prepared.get(), table.currentSnapshot()).set(TableCommitter.BATCH_PROPERTY, id);
        TableOffsets offsets = OffsetHistory.read(table);
        if (!offsets.equals(TableOffsets.none())) {
            update.set(OffsetHistory.PROPERTY, offsets.toJson());
        }
        change.retained(table).ifPresent(retained -> retained.set(update));
        update.commit();
        table.refresh();
        return find(table, id)
                .map(snapshot -> new UpkeepOutcome.Done(snapshot.snapshotId()))
                .orElseThrow(() -> new LakeException(
                        LakeException.Kind.EXTERNAL,
                        "the catalog does not show the snapshot just committed to " + table.name()));
    }

    private static Optional<Snapshot> find(Table table, String id) {
        return MarkedSnapshots.find(table, Map.of(TableCommitter.BATCH_PROPERTY, id));
    }
}
