package io.bytefreezer.lake.table;

import java.util.List;
import java.util.OptionalLong;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * What a packer needs to know of a table, read at one moment.
 *
 * @param snapshotId the current snapshot; empty while nothing was ever committed
 * @param columns all columns, system columns first
 * @param offsets how far the processed topic has been packed
 */
public record TableState(OptionalLong snapshotId, List<Column> columns, TableOffsets offsets) {

    /** Copies the columns. */
    public TableState {
        columns = List.copyOf(columns);
    }

    /**
     * Reads a table anew.
     *
     * @throws io.bytefreezer.lake.LakeException of kind DATA when the offsets are no longer in the table's history
     */
    public static TableState read(Table table) {
        table.refresh();
        Snapshot current = table.currentSnapshot();
        return new TableState(
                current == null ? OptionalLong.empty() : OptionalLong.of(current.snapshotId()),
                table.schema().columns().stream().map(Column::of).toList(),
                OffsetHistory.read(table));
    }

    /** The columns that come from event bodies. */
    public List<Column> bodyColumns() {
        return columns.stream()
                .filter(column -> !TableLayout.isSystemName(column.name()))
                .toList();
    }
}
