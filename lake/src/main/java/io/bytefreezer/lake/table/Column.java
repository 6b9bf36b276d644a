package io.bytefreezer.lake.table;

import org.apache.iceberg.types.Types;

/**
 * One column of a table.
 *
 * @param fieldId Iceberg's id, which stays when a column is renamed and which the Parquet files carry
 * @param name the name as stored; unique in its table without regard to case
 * @param type the type as far as ByteFreezer writes it
 * @param sqlType the type in DuckDB's SQL
 */
public record Column(int fieldId, String name, ColumnType type, String sqlType) {

    /** The column of an Iceberg field. */
    public static Column of(Types.NestedField field) {
        return new Column(field.fieldId(), field.name(), ColumnType.of(field.type()), SqlTypes.of(field.type()));
    }
}
