package io.bytefreezer.lake.spool;

import io.bytefreezer.lake.table.ColumnType;
import io.bytefreezer.lake.table.TableLayout;
import java.util.List;
import java.util.stream.Stream;
import org.duckdb.DuckDBColumnType;

/**
 * A column of the table function.
 *
 * @param name its name
 * @param type the type of its values in rows; times are whole numbers
 * @param place where the value is in a row's head; negative for a field
 * @param field number of the field; negative for a value of the head
 */
record RowColumn(String name, ColumnType type, int place, int field) {

    private static final List<RowColumn> SYSTEM = List.of(
            head(TableLayout.EVENT_TIME, ColumnType.LONG, RowFormat.EVENT_TIME),
            head(TableLayout.RECEIVED_AT, ColumnType.LONG, RowFormat.RECEIVED_AT),
            head(TableLayout.RAW_PARTITION, ColumnType.INT, RowFormat.RAW_PARTITION),
            head(TableLayout.RAW_OFFSET, ColumnType.LONG, RowFormat.RAW_OFFSET),
            field(TableLayout.EVENT_ID, ColumnType.STRING, RowFormat.EVENT_ID_FIELD),
            field(TableLayout.RESCUED_DATA, ColumnType.STRING, RowFormat.RESCUED_FIELD));

    /** All columns of rows: those every row may have, and those of bodies. */
    static List<RowColumn> of(List<SpoolColumn> body) {
        return Stream.concat(
                        SYSTEM.stream(),
                        body.stream().map(column -> field(column.name(), inRows(column.spooledType()), column.field())))
                .toList();
    }

    private static ColumnType inRows(ColumnType spooled) {
        return spooled == ColumnType.TIMESTAMPTZ ? ColumnType.LONG : spooled;
    }

    boolean isField() {
        return field >= 0;
    }

    DuckDBColumnType duckType() {
        return switch (type) {
            case BOOLEAN -> DuckDBColumnType.BOOLEAN;
            case INT -> DuckDBColumnType.INTEGER;
            case LONG -> DuckDBColumnType.BIGINT;
            case DOUBLE -> DuckDBColumnType.DOUBLE;
            case STRING -> DuckDBColumnType.VARCHAR;
            case TIMESTAMPTZ, OTHER -> throw new IllegalStateException("no row has values of type " + type);
        };
    }

    private static RowColumn head(String name, ColumnType type, int place) {
        return new RowColumn(name, type, place, -1);
    }

    private static RowColumn field(String name, ColumnType type, int field) {
        return new RowColumn(name, type, -1, field);
    }
}
