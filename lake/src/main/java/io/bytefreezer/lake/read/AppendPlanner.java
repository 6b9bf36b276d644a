package io.bytefreezer.lake.read;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.TableOffsets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.IncrementalAppendScan;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Plans reads of what came into a table: the files that snapshots of the operation {@code append} added. Compaction writes
 * the same rows again, as {@code replace}, and is passed over; so are the rows that a replay puts in the place of others
 * ({@code overwrite}). Stateless.
 */
public final class AppendPlanner {

    private AppendPlanner() {}

    /**
     * The next step of reading what is new; nothing when there is nothing newer.
     *
     * @param id the table's name here
     * @param table the table; refreshed here
     * @param after the snapshot that was read last; empty for all rows of the table in one step
     * @param bytesMax a step ends before the snapshot with which its files have more bytes; it has one snapshot at least
     * @throws LakeException of kind MISSING if a snapshot between is not kept any more, and as {@link ScanPlanner#plan}
     */
    public static Optional<AppendedFiles> next(TableId id, Table table, OptionalLong after, long bytesMax) {
        table.refresh();
        Snapshot current = table.currentSnapshot();
        if (current == null || (after.isPresent() && current.snapshotId() == after.getAsLong())) {
            return Optional.empty();
        }
        if (after.isEmpty()) {
            TableFiles all = ScanPlanner.plan(id, table, ScanScope.ALL);
            long read = all.snapshotId().orElseThrow();
            return Optional.of(new AppendedFiles(all, after, committedAt(table.snapshot(read))));
        }
        Deque<Snapshot> since = since(table, current, after.getAsLong());
        List<Snapshot> step = step(since, bytesMax);
        Snapshot last = step.getLast();
        List<Column> columns = table.schema().columns().stream().map(Column::of).toList();
        List<LakeFile> files =
                step.stream().anyMatch(AppendPlanner::isAppend) ? files(table, after.getAsLong(), last) : List.of();
        TableFiles read = new TableFiles(
                id,
                OptionalLong.of(last.snapshotId()),
                columns,
                files,
                List.of(),
                Optional.empty(),
                TableOffsets.none());
        return Optional.of(new AppendedFiles(read, after, committedAt(last)));
    }

    /** Snapshots after the given one, the oldest first. */
    private static Deque<Snapshot> since(Table table, Snapshot current, long after) {
        Deque<Snapshot> since = new ArrayDeque<>();
        Snapshot each = current;
        while (each.snapshotId() != after) {
            since.addFirst(each);
            Long parent = each.parentId();
            Snapshot before = parent == null ? null : table.snapshot(parent);
            if (parent != null && parent == after) {
                return since;
            }
            if (before == null) {
                throw lost(table, after, each);
            }
            each = before;
        }
        return since;
    }

    private static LakeException lost(Table table, long after, Snapshot oldest) {
        return new LakeException(
                LakeException.Kind.MISSING,
                "table " + table.name() + " does not tell any more what came after snapshot " + after
                        + ": its oldest snapshot that leads to the current one is " + oldest.snapshotId() + " of "
                        + committedAt(oldest));
    }

    /** The snapshots of the next step. */
    private static List<Snapshot> step(Deque<Snapshot> since, long bytesMax) {
        List<Snapshot> step = new ArrayList<>();
        long bytes = 0;
        for (Snapshot each : since) {
            bytes += isAppend(each) ? addedBytes(each) : 0;
            if (bytes > bytesMax && !step.isEmpty()) {
                return step;
            }
            step.add(each);
        }
        return step;
    }

    private static boolean isAppend(Snapshot snapshot) {
        return DataOperations.APPEND.equals(snapshot.operation());
    }

    private static long addedBytes(Snapshot snapshot) {
        return Long.parseLong(snapshot.summary().getOrDefault(SnapshotSummary.ADDED_FILE_SIZE_PROP, "0"));
    }

    private static List<LakeFile> files(Table table, long after, Snapshot last) {
        IncrementalAppendScan scan =
                table.newIncrementalAppendScan().fromSnapshotExclusive(after).toSnapshot(last.snapshotId());
        List<LakeFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
            tasks.forEach(task -> files.add(ScanPlanner.file(table, task)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static Instant committedAt(Snapshot snapshot) {
        return Instant.ofEpochMilli(snapshot.timestampMillis());
    }
}
