package io.bytefreezer.lake.shape;

import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import io.bytefreezer.lake.table.SettledColumn;
import org.jspecify.annotations.Nullable;

/** Where values of a field go: a column, with what is known of it in the current batch. Owned by its shaper. */
final class Target {

    private final String column;
    private final @Nullable ColumnType tableType;
    private final int field;
    private @Nullable ObservedType observed;
    private long lastRow = -1;
    private boolean used;

    /** A column of the table, and its number in rows. */
    Target(Column column, int field) {
        this(column.name(), column.type(), field);
    }

    /** A column that is settled and that the table is given before the batch, and its number in rows. */
    Target(SettledColumn column, int field) {
        this(column.name(), column.type(), field);
    }

    /** A column the table does not have yet, and its number in rows. */
    Target(String newColumn, int field) {
        this(newColumn, null, field);
    }

    private Target(String column, @Nullable ColumnType tableType, int field) {
        this.column = column;
        this.tableType = tableType;
        this.field = field;
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

    /** Whether it has this type, or takes any as nothing says which it is to have. */
    boolean takes(ColumnType type) {
        return tableType == null || tableType == type;
    }

    /** The column's number in rows. */
    int field() {
        return field;
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
