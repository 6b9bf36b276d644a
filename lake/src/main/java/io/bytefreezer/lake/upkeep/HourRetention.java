package io.bytefreezer.lake.upkeep;

import io.bytefreezer.lake.commit.CommitLoop;
import io.bytefreezer.lake.table.Retained;
import io.bytefreezer.lake.upkeep.TableManifests.Entry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.DeleteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Removes hours whose time is over, by metadata alone: each file belongs to one hour of event time, so none has to be rewritten. One thread at a time.
 */
public final class HourRetention {

    private final UpkeepCommit commit;

    /** A retention that commits with this. */
    public HourRetention(CommitLoop loop) {
        this.commit = new UpkeepCommit(loop);
    }

    /**
     * What was removed, or would be.
     *
     * @param files data files
     * @param rows rows in them
     * @param late those of them that came after rows of their hour had been removed before
     */
    public record Removed(int files, long rows, long late) {

        private static Removed of(List<Entry> old, Optional<Retained> before) {
            return new Removed(
                    old.size(),
                    old.stream().mapToLong(entry -> entry.facts().rows()).sum(),
                    old.stream()
                            .filter(entry -> before.filter(
                                            retained -> entry.facts().hour().isBefore(retained.from()))
                                    .isPresent())
                            .mapToLong(entry -> entry.facts().rows())
                            .sum());
        }
    }

    /**
     * What came of it.
     *
     * @param outcome what became of the snapshot; superseded where there was nothing to remove
     * @param removed what it removed
     */
    public record Result(UpkeepOutcome outcome, Removed removed) {}

    /**
     * What is in hours that ended before a moment, without removing it.
     *
     * @param table the table; refreshed here
     * @param oldest the oldest event time to keep; rows live up to an hour longer
     * @throws io.bytefreezer.lake.LakeException as the table's manifests are read
     */
    public static Removed before(Table table, Instant oldest) {
        table.refresh();
        Snapshot snapshot = table.currentSnapshot();
        List<Entry> old = snapshot == null ? List.of() : files(table, snapshot, hour(oldest));
        return Removed.of(old, Retained.read(table));
    }

    /** Removes it in one snapshot, which says so; does not throw for anything the catalog or the store may do. */
    public Result remove(Table table, Instant oldest) {
        Hours hours = new Hours(hour(oldest));
        UpkeepOutcome outcome = commit.run(table, hours);
        return new Result(outcome, hours.removed);
    }

    /** Of all attempts, the last one's files count. */
    private static final class Hours implements UpkeepCommit.Change<DeleteFiles> {

        private final Instant edge;
        private Removed removed = new Removed(0, 0, 0);

        Hours(Instant edge) {
            this.edge = edge;
        }

        @Override
        public Optional<DeleteFiles> prepare(Table table, Snapshot read) {
            List<Entry> old = files(table, read, edge);
            if (old.isEmpty()) {
                return Optional.empty();
            }
            removed = Removed.of(old, Retained.read(table));
            DeleteFiles update = table.newDelete().validateFilesExist();
            old.forEach(entry -> update.deleteFile(entry.file()));
            return Optional.of(update);
        }

        @Override
        public Optional<Retained> retained(Table table) {
            Retained before = Retained.read(table).orElse(new Retained(edge, 0));
            return Optional.of(before.and(edge, removed.rows()));
        }
    }

    private static Instant hour(Instant oldest) {
        return oldest.truncatedTo(ChronoUnit.HOURS);
    }

    private static List<Entry> files(Table table, Snapshot snapshot, Instant hour) {
        return TableManifests.read(table, snapshot, TableManifests.before(hour)).stream()
                .filter(entry -> entry.facts().hour().isBefore(hour))
                .toList();
    }
}
