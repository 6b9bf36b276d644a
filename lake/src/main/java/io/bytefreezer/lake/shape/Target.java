package io.bytefreezer.lake.shape;

import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where values of a field go: a column, with what is known of it in the current batch. Owned by its shaper. */
final class Target {

    private final String column;
    private final @Nullable ColumnType tableType;
    private final byte[] jsonKey;
    private @Nullable ObservedType observed;
    private long lastRow = -1;
    private boolean used;

    /** A column of the table. */
    Target(Column column) {
        this(column.name(), column.type());
    }

    /** A column the table does not have yet. */
    Target(String newColumn) {
        this(newColumn, null);
    }

    private Target(String column, @Nullable ColumnType tableType) {
        this.column = column;
        this.tableType = tableType;
        RowBuffer key = new RowBuffer().ascii(",").string(column).ascii(":");
        this.jsonKey =
                new String(key.array(), 0, key.length(), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    }

    String column() {
        return column;
    }

    @Nullable ColumnType tableType() {
        return tableType;
    }

    @Nullable ObservedType observed() {
        return observed;
    }

    byte[] jsonKey() {
        return jsonKey;
    }

    /** Whether any row has a value here. */
    boolean isUsed() {
        return used;
    }

    boolean hasValueIn(long row) {
        return lastRow == row;
    }

    void markValue(long row) {
        lastRow = row;
        used = true;
    }

    void observe(ObservedType type) {
        observed = observed == null ? type : observed.join(type);
    }
}
