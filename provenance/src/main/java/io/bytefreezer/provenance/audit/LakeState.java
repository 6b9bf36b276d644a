package io.bytefreezer.provenance.audit;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.S3Location;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.erase.Erasures;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.OffsetHistory;
import io.bytefreezer.lake.table.Retained;
import io.bytefreezer.lake.table.TableLayout;
import io.bytefreezer.lake.table.TableOffsets;
import io.bytefreezer.provenance.origin.OffsetRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot of a dataset's table. Immutable.
 *
 * @param id name of the table
 * @param keys the columns that say which raw record a row is of; none in a table that does not exist
 * @param offsets how far the processed topic is in it
 * @param files its data files
 * @param retained what retention removed
 * @param erased ids of events that were erased from it
 */
record LakeState(
        TableId id,
        List<Column> keys,
        TableOffsets offsets,
        List<KeyFile> files,
        Optional<Retained> retained,
        Set<UUID> erased) {

    private static final List<String> KEYS =
            List.of(TableLayout.RAW_PARTITION, TableLayout.RAW_OFFSET, TableLayout.EVENT_ID);

    /** Copies the lists. */
    LakeState {
        keys = List.copyOf(keys);
        files = List.copyOf(files);
        erased = Set.copyOf(erased);
    }

    /** The same snapshot, only some of its files. */
    LakeState with(List<KeyFile> some) {
        return new LakeState(id, keys, offsets, some, retained, erased);
    }

    /**
     * The table's current snapshot.
     *
     * @throws LakeException of kind EXTERNAL when catalog or store do not answer, DATA when the table has delete files
     */
    static LakeState read(LakeCatalog catalog, TableId id) {
        try {
            return current(catalog, id);
        } catch (LakeException e) {
            throw e;
        } catch (RuntimeException e) {
            // Catalogs and stores fail each in its own way.
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot read table " + id, e);
        }
    }

    private static LakeState current(LakeCatalog catalog, TableId id) {
        Optional<Table> table = catalog.load(id);
        if (table.isEmpty()) {
            return new LakeState(id, List.of(), TableOffsets.none(), List.of(), Optional.empty(), Set.of());
        }
        List<Column> keys = KEYS.stream()
                .map(name -> Column.of(table.get().schema().findField(name)))
                .toList();
        return new LakeState(
                id,
                keys,
                OffsetHistory.read(table.get()),
                files(table.get()),
                Retained.read(table.get()),
                // After the snapshot, since each record is there before rows go.
                Erasures.events(table.get(), catalog.s3()));
    }

    private static List<KeyFile> files(Table table) {
        Snapshot snapshot = table.currentSnapshot();
        if (snapshot == null) {
            return List.of();
        }
        List<KeyFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan()
                .useSnapshot(snapshot.snapshotId())
                .includeColumnStats(KEYS)
                .planFiles()) {
            tasks.forEach(task -> files.add(file(table, task)));
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot list the files of table " + table.name(), e);
        }
        return files;
    }

    private static KeyFile file(Table table, FileScanTask task) {
        DataFile file = task.file();
        if (!task.deletes().isEmpty()) {
            throw new LakeException(
                    LakeException.Kind.DATA,
                    "table %s has delete files, written by another tool; have that tool rewrite %s"
                            .formatted(table.name(), file.location()));
        }
        return new KeyFile(
                S3Location.parse(file.location()),
                file.recordCount(),
                bounds(table.schema().findField(TableLayout.RAW_PARTITION), file),
                bounds(table.schema().findField(TableLayout.RAW_OFFSET), file));
    }

    private static @Nullable OffsetRange bounds(Types.NestedField field, DataFile file) {
        Number least = bound(field, file.lowerBounds());
        Number greatest = bound(field, file.upperBounds());
        return least == null || greatest == null || least.longValue() < 0
                ? null
                : new OffsetRange(least.longValue(), greatest.longValue() + 1);
    }

    private static @Nullable Number bound(Types.NestedField field, @Nullable Map<Integer, ByteBuffer> bounds) {
        ByteBuffer bytes = bounds == null ? null : bounds.get(field.fieldId());
        return bytes == null ? null : Conversions.<Number>fromByteBuffer(field.type(), bytes.duplicate());
    }
}
