package io.bytefreezer.lake.upkeep;

import io.bytefreezer.lake.table.OffsetHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Forgets old snapshots, and deletes files that nothing refers to any more: those that a snapshot replaced go when that snapshot goes too, as Iceberg cleans up step by
 * step. Stateless.
 *
 * <p>A snapshot stays while it is, or was within the time to keep, the table's current one: somebody may still read its files, however long ago it was made. The newest
 * that says which offsets the table holds stays too, whoever wrote those after it.
 */
public final class SnapshotExpiry {

    private SnapshotExpiry() {}

    /**
     * Expires what is old.
     *
     * @param table the table; refreshed here
     * @param now the present
     * @param keep time for which a snapshot that is no longer current is kept
     * @return how many snapshots went; 0 also if somebody else committed meanwhile
     * @throws RuntimeException as catalog or store threw it; what was to be deleted then is an orphan at worst
     */
    public static int expire(Table table, Instant now, Duration keep) {
        table.refresh();
        Optional<Instant> oldest = oldestKept(table, now.minus(keep));
        if (oldest.isEmpty()) {
            return 0;
        }
        long before = oldest.get().toEpochMilli();
        int old = (int) StreamSupport.stream(table.snapshots().spliterator(), false)
                .filter(snapshot -> snapshot.timestampMillis() < before)
                .count();
        if (old == 0) {
            return 0;
        }
        // Iceberg's own pools end as soon as the process is told to.
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            table.expireSnapshots()
                    .expireOlderThan(before)
                    .retainLast(1)
                    .executeDeleteWith(threads)
                    .planWith(threads)
                    .commit();
        } catch (CommitFailedException lostRace) {
            return 0;
        }
        return old;
    }

    /** When the oldest snapshot was made that is kept; empty for a table without any. */
    private static Optional<Instant> oldestKept(Table table, Instant until) {
        Snapshot current = table.currentSnapshot();
        if (current == null) {
            return Optional.empty();
        }
        boolean offsetsFound = false;
        Snapshot oldest = current;
        for (Snapshot snapshot : SnapshotUtil.ancestorsOf(current.snapshotId(), table::snapshot)) {
            oldest = snapshot;
            offsetsFound = offsetsFound || OffsetHistory.of(snapshot).isPresent();
            // The newest made before that moment was current then.
            if (offsetsFound && snapshot.timestampMillis() <= until.toEpochMilli()) {
                break;
            }
        }
        return Optional.of(Instant.ofEpochMilli(oldest.timestampMillis()));
    }
}
