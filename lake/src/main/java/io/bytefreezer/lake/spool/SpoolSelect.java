package io.bytefreezer.lake.spool;

import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnNames;
import io.bytefreezer.lake.table.ColumnType;
import io.bytefreezer.lake.table.Sql;
import io.bytefreezer.lake.table.TableLayout;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The query that reads shaped rows with a table's columns: one for what is packed and for what is read before. Pure. */
public final class SpoolSelect {

    private SpoolSelect() {}

    /**
     * The query.
     *
     * @param source what {@link RowsFunction#offer} said
     * @param spooledColumns the columns of the rows
     * @param columns the columns wanted
     */
    public static String of(String source, List<SpoolColumn> spooledColumns, List<Column> columns) {
        Map<String, SpoolColumn> spooled = spooledColumns.stream()
                .collect(Collectors.toMap(column -> ColumnNames.key(column.name()), Function.identity()));
        return columns.stream()
                .map(column -> value(column, spooled) + " AS " + Sql.name(column.name()))
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + source));
    }

    private static String value(Column column, Map<String, SpoolColumn> spooled) {
        if (TableLayout.isSystemName(column.name())) {
            String name = Sql.name(column.name());
            return column.type() == ColumnType.TIMESTAMPTZ ? "make_timestamptz(" + name + ")" : name;
        }
        SpoolColumn source = spooled.get(ColumnNames.key(column.name()));
        return "CAST(" + (source == null ? "NULL" : value(source)) + " AS " + column.sqlType() + ")";
    }

    private static String value(SpoolColumn source) {
        String name = Sql.name(source.name());
        return source.spooledType() == ColumnType.TIMESTAMPTZ ? "make_timestamptz(" + name + ")" : name;
    }
}
