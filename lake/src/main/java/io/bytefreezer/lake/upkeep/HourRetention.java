package io.bytefreezer.lake.upkeep;

import io.bytefreezer.lake.commit.CommitLoop;
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
     */
    public record Removed(int files, long rows) {}

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
        List<Entry> old = snapshot == null ? List.of() : files(table, snapshot, oldest);
        return new Removed(
                old.size(),
                old.stream().mapToLong(entry -> entry.facts().rows()).sum());
    }

    /** Removes it in one snapshot; does not throw for anything the catalog or the store may do. */
    public UpkeepOutcome remove(Table table, Instant oldest) {
        return commit.run(table, (current, read) -> {
            List<Entry> old = files(current, read, oldest);
            DeleteFiles update = current.newDelete();
            old.forEach(entry -> update.deleteFile(entry.file()));
            return old.isEmpty() ? Optional.empty() : Optional.of(update);
        });
    }

    private static List<Entry> files(Table table, Snapshot snapshot, Instant oldest) {
        Instant hour = oldest.truncatedTo(ChronoUnit.HOURS);
        return TableManifests.read(table, snapshot, TableManifests.before(hour)).stream()
                .filter(entry -> entry.facts().hour().isBefore(hour))
                .toList();
    }
}
