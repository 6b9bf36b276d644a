package io.bytefreezer.lake.shape;

import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnNames;
import io.bytefreezer.lake.table.ColumnType;
import io.bytefreezer.lake.table.Sql;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The query that reads a file of shaped rows with a table's columns: one for what is packed and for what is read before. Pure. */
public final class SpoolSelect {

    /** DuckDB keeps buffers of twice this size per thread, so it is no larger than the rows need. */
    private static final int ROW_BYTES_MIN = 1 << 20;

    private SpoolSelect() {}

    /**
     * The query.
     *
     * @param file the rows, a line each
     * @param longestRow bytes of the longest row
     * @param spooledColumns what the shaper said of its columns after the last row
     * @param columns the columns wanted
     */
    public static String of(Path file, int longestRow, List<SpoolColumn> spooledColumns, List<Column> columns) {
        return of(List.of(file), longestRow, spooledColumns, columns, List.of());
    }

    /**
     * The query that reads several files, with columns of the rows that are not selected: conditions may be added to it that name them.
     *
     * @param files the rows, a line each; at least one file
     * @param longestRow bytes of the longest row
     * @param spooledColumns what the shaper said of its columns after the last row
     * @param columns the columns wanted
     * @param hidden names of further whole numbers in the rows; no field's column has such a name
     */
    public static String of(
            List<Path> files,
            int longestRow,
            List<SpoolColumn> spooledColumns,
            List<Column> columns,
            List<String> hidden) {
        Map<String, SpoolColumn> spooled = spooledColumns.stream()
                .collect(Collectors.toMap(column -> ColumnNames.key(column.name()), Function.identity()));
        return "SELECT " + join(columns, column -> selected(column, spooled))
                + " FROM read_json(["
                + join(files, file -> Sql.text(file.toAbsolutePath().toString())) + "]"
                + ", format = 'newline_delimited', records = 'true', maximum_object_size = "
                + Math.max(ROW_BYTES_MIN, 2L * longestRow)
                + ", columns = {" + join(columns, column -> read(column, spooled))
                + hidden.stream()
                        .map(name -> ", " + Sql.text(name) + ": 'BIGINT'")
                        .collect(Collectors.joining())
                + "})";
    }

    private static String selected(Column column, Map<String, SpoolColumn> spooled) {
        String name = Sql.name(column.name());
        if (column.type() == ColumnType.TIMESTAMPTZ) {
            return "make_timestamptz(" + name + ") AS " + name;
        }
        SpoolColumn source = spooled.get(ColumnNames.key(column.name()));
        if (source == null) {
            return name;
        }
        String sourceName = Sql.name(source.name());
        return source.isNew()
                ? "CAST(" + sourceName + " AS " + column.sqlType() + ") AS " + name
                : sourceName + " AS " + name;
    }

    private static String read(Column column, Map<String, SpoolColumn> spooled) {
        SpoolColumn source = spooled.get(ColumnNames.key(column.name()));
        String type = column.sqlType();
        if (column.type() == ColumnType.TIMESTAMPTZ) {
            type = "BIGINT";
        } else if (source != null && source.isNew()) {
            type = "VARCHAR";
        }
        return Sql.text(source == null ? column.name() : source.name()) + ": " + Sql.text(type);
    }

    private static <T> String join(List<T> list, Function<T, String> each) {
        return list.stream().map(each).collect(Collectors.joining(", "));
    }
}
