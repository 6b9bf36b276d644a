package io.bytefreezer.lake.table;

import java.util.List;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;

/**
 * One column of a table.
 *
 * @param fieldId Iceberg's id, which stays when a column is renamed and which the Parquet files carry
 * @param name the name as stored; unique in its table without regard to case
 * @param type the type as far as ByteFreezer writes it
 * @param sqlType the type in DuckDB's SQL
 * @param filtered whether files that are written get a Bloom filter of it, beside the usual ones
 * @param sortPlace its place, from one, among those by which rows of rewritten files are sorted; zero if it is none of them
 */
public record Column(int fieldId, String name, ColumnType type, String sqlType, boolean filtered, int sortPlace) {

    /** A column without a filter of its own, by which nothing is sorted. */
    public Column(int fieldId, String name, ColumnType type, String sqlType) {
        this(fieldId, name, type, sqlType, false, 0);
    }

    /** The column of an Iceberg field. */
    public static Column of(Types.NestedField field) {
        return new Column(field.fieldId(), field.name(), ColumnType.of(field.type()), SqlTypes.of(field.type()));
    }

    /** A table's columns, in its order, as those need them who write its files. */
    public static List<Column> written(Table table) {
        Set<String> filtered = FilteredColumns.keys(table.properties());
        List<String> sorted = SortedColumns.keys(table.properties());
        return table.schema().columns().stream()
                .map(Column::of)
                .map(column -> {
                    String key = ColumnNames.key(column.name());
                    return column.written(filtered.contains(key), sorted.indexOf(key) + 1);
                })
                .toList();
    }

    private Column written(boolean filter, int place) {
        return new Column(fieldId, name, type, sqlType, filter, place);
    }
}
