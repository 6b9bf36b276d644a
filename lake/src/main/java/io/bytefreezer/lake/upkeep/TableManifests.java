package io.bytefreezer.lake.upkeep;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.read.LakeFile;
import io.bytefreezer.lake.read.ScanPlanner;
import io.bytefreezer.lake.table.TableLayout;
import io.bytefreezer.lake.upkeep.plan.FileFacts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** Reads what a table's manifests say of its data files. Stateless. */
final class TableManifests {

    private TableManifests() {}

    /**
     * A data file in the table.
     *
     * @param file as Iceberg has it
     * @param lake as it is read
     * @param facts as it is planned with
     */
    record Entry(DataFile file, LakeFile lake, FileFacts facts) {}

    /** All of an hour. */
    static Expression within(Instant hour) {
        return Expressions.and(
                Expressions.greaterThanOrEqual(TableLayout.EVENT_TIME, micros(hour)),
                Expressions.lessThan(TableLayout.EVENT_TIME, micros(hour.plus(Duration.ofHours(1)))));
    }

    /** All before an hour. */
    static Expression before(Instant hour) {
        return Expressions.lessThan(TableLayout.EVENT_TIME, micros(hour));
    }

    /**
     * The files of a snapshot that may hold such rows, without those that another tool partitioned in its own way.
     *
     * @throws LakeException of kind DATA if another tool left something that is not read here, EXTERNAL if the store does not answer
     */
    static List<Entry> read(Table table, Snapshot snapshot, Expression rows) {
        Map<Long, Instant> times = new HashMap<>();
        table.snapshots().forEach(one -> times.put(one.sequenceNumber(), Instant.ofEpochMilli(one.timestampMillis())));
        List<Entry> entries = new ArrayList<>();
        TableScan scan =
                table.newScan().useSnapshot(snapshot.snapshotId()).filter(rows).ignoreResiduals();
        try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
            for (FileScanTask task : tasks) {
                LakeFile lake = ScanPlanner.file(table, task);
                if (task.spec().specId() == table.spec().specId() && lake.hour().isPresent()) {
                    entries.add(entry(task.file().copyWithoutStats(), lake, times));
                }
            }
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot list the files of table " + table.name(), e);
        }
        return entries;
    }

    private static Entry entry(DataFile file, LakeFile lake, Map<Long, Instant> times) {
        Long sequence = file.fileSequenceNumber();
        Instant addedAt = sequence == null ? Instant.EPOCH : times.getOrDefault(sequence, Instant.EPOCH);
        return new Entry(
                file,
                lake,
                new FileFacts(file.location(), lake.hour().orElseThrow(), lake.bytes(), lake.rows(), addedAt));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
