package io.bytefreezer.lake.spool;

import io.bytefreezer.lake.table.ColumnType;

/**
 * A body column that spooled rows have values for.
 *
 * @param field the column's number in the rows, {@link RowFormat#FIRST_BODY_FIELD} at least
 * @param name name of the column
 * @param type the type its values need
 * @param isNew whether the table did not have it when the rows were shaped: then its values are spooled as text, whatever they are
 */
public record SpoolColumn(int field, String name, ColumnType type, boolean isNew) {

    /** The type of its values in the rows; a time is there as the whole number of its microseconds. */
    public ColumnType spooledType() {
        return isNew ? ColumnType.STRING : type;
    }
}
