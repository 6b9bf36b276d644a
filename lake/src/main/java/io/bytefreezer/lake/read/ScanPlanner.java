package io.bytefreezer.lake.read;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.S3Location;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.filter.Condition;
import io.bytefreezer.lake.filter.ConditionBinder;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.OffsetHistory;
import io.bytefreezer.lake.table.TableLayout;
import io.bytefreezer.lake.table.TableOffsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

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
        return plan(id, table, new ScanScope(range, Optional.empty(), Condition.ANY));
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
        return plan(id, table, scope, new SnapshotFiles());
    }

    /**
     * Plans a read as {@link #plan(TableId, Table, ScanScope)} does, without reading again what is known of a snapshot.
     *
     * @param known what was read before
     */
    public static TableFiles plan(TableId id, Table table, ScanScope scope, SnapshotFiles known) {
        table.refresh();
        List<Column> columns = table.schema().columns().stream().map(Column::of).toList();
        Snapshot snapshot = SnapshotChoice.of(table, scope.asOf()).orElse(null);
        if (snapshot == null) {
            return TableFiles.none(id, columns);
        }
        TableScan scan = table.newScan().useSnapshot(snapshot.snapshotId());
        ConditionBinder binder = new ConditionBinder(table.schema(), scan.schema(), Instant.now());
        Expression expression = Expressions.and(
                scope.range().map(ScanPlanner::within).orElseGet(Expressions::alwaysTrue),
                binder.bind(scope.condition()));
        List<LakeFile> files = known.matching(scan, snapshot.snapshotId(), expression).stream()
                .map(task -> file(table, task))
                .toList();
        return new TableFiles(
                id,
                OptionalLong.of(snapshot.snapshotId()),
                columns,
                files,
                binder.needles(scope.condition()),
                known.newest(scan, snapshot.snapshotId()),
                scope.asOf().isPresent() ? TableOffsets.none() : OffsetHistory.read(table));
    }

    private static Expression within(TimeRange range) {
        return Expressions.and(
                Expressions.greaterThanOrEqual(TableLayout.EVENT_TIME, micros(range.from())),
                Expressions.lessThan(TableLayout.EVENT_TIME, micros(range.until())));
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
