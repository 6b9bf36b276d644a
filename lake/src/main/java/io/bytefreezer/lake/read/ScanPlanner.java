package io.bytefreezer.lake.read;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.S3Location;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.OffsetHistory;
import io.bytefreezer.lake.table.TableLayout;
import io.bytefreezer.lake.table.TableOffsets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** Asks Iceberg which files hold a table's rows. Stateless. */
public final class ScanPlanner {

    private ScanPlanner() {}

    /**
     * Plans a read of the table's current snapshot.
     *
     * @param id the table's name here
     * @param table the table; refreshed here
     * @param range event times of interest; empty means all. Files that may hold some are kept, rows outside are not filtered
     * @throws LakeException of kind DATA if another writer left something this reader would read wrongly, EXTERNAL if the store does not answer
     */
    public static TableFiles plan(TableId id, Table table, Optional<TimeRange> range) {
        return plan(id, table, new ScanScope(range, Optional.empty()));
    }

    /**
     * Plans a read of one snapshot of the table, with the columns that the table has now.
     *
     * @param id the table's name here
     * @param table the table; refreshed here
     * @param scope how much of it
     * @throws LakeException of kind MISSING if the table does not have the snapshot, and as {@link #plan(TableId, Table, Optional)}
     */
    public static TableFiles plan(TableId id, Table table, ScanScope scope) {
        table.refresh();
        List<Column> columns = table.schema().columns().stream().map(Column::of).toList();
        Snapshot snapshot = SnapshotChoice.of(table, scope.asOf()).orElse(null);
        if (snapshot == null) {
            return new TableFiles(id, OptionalLong.empty(), columns, List.of(), TableOffsets.none());
        }
        Optional<TimeRange> range = scope.range();
        TableScan scan = table.newScan().useSnapshot(snapshot.snapshotId());
        if (range.isPresent()) {
            scan = scan.filter(Expressions.and(
                    Expressions.greaterThanOrEqual(
                            TableLayout.EVENT_TIME, micros(range.get().from())),
                    Expressions.lessThan(
                            TableLayout.EVENT_TIME, micros(range.get().until()))));
        }
        return new TableFiles(
                id,
                OptionalLong.of(snapshot.snapshotId()),
                columns,
                files(scan),
                scope.asOf().isPresent() ? TableOffsets.none() : OffsetHistory.read(table));
    }

    private static List<LakeFile> files(TableScan scan) {
        List<LakeFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
            tasks.forEach(task -> files.add(file(scan.table(), task)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /**
     * A data file that a scan found.
     *
     * @throws LakeException of kind DATA if another writer left something this reader would read wrongly
     */
    public static LakeFile file(Table table, FileScanTask task) {
        DataFile file = task.file();
        if (!task.deletes().isEmpty() || file.format() != FileFormat.PARQUET) {
            throw new LakeException(
                    LakeException.Kind.DATA,
                    "table %s has delete files or files that are not Parquet, written by another tool; have that tool rewrite %s"
                            .formatted(table.name(), file.location()));
        }
        return new LakeFile(
                S3Location.parse(file.location()), file.fileSizeInBytes(), file.recordCount(), hour(task.spec(), file));
    }

    private static Optional<Instant> hour(PartitionSpec spec, DataFile file) {
        for (int i = 0; i < spec.fields().size(); i++) {
            PartitionField field = spec.fields().get(i);
            Integer hours = field.transform().toString().equals("hour")
                    ? file.partition().get(i, Integer.class)
                    : null;
            if (hours != null) {
                return Optional.of(Instant.EPOCH.plus(hours, ChronoUnit.HOURS));
            }
        }
        return Optional.empty();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
