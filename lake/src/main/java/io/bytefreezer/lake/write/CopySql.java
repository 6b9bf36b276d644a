package io.bytefreezer.lake.write;

import io.bytefreezer.lake.shape.SpoolColumn;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnNames;
import io.bytefreezer.lake.table.ColumnType;
import io.bytefreezer.lake.table.Sql;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The statements by which DuckDB makes a Parquet file of a spool file, or of another Parquet file. Pure. */
final class CopySql {

    private static final int COMPRESSION_LEVEL = 3;
    /** DuckDB keeps buffers of twice this size per thread, so it is no larger than the rows need. */
    private static final int ROW_BYTES_MIN = 1 << 20;

    private CopySql() {}

    static String of(SpoolFile spool, List<Column> columns, Path target) {
        Map<String, SpoolColumn> spooled = spool.columns().stream()
                .collect(Collectors.toMap(column -> ColumnNames.key(column.name()), Function.identity()));
        StringBuilder sql = new StringBuilder("COPY (SELECT ");
        sql.append(join(columns, column -> selected(column, spooled)));
        sql.append(" FROM read_json(").append(WriterSession.text(spool.path()));
        sql.append(", format = 'newline_delimited', records = 'true', maximum_object_size = ");
        sql.append(Math.max(ROW_BYTES_MIN, 2L * spool.longestRow()));
        sql.append(", columns = {")
                .append(join(columns, column -> read(column, spooled)))
                .append("})");
        return sql.append(into(columns, target)).toString();
    }

    /** The statement that writes a file's rows once more, without those {@link OriginTable} has. */
    static String without(String rows, List<Column> columns, Path target) {
        String names = join(columns, column -> "l." + Sql.name(column.name()));
        return "COPY (SELECT " + names + " FROM " + rows + " l ANTI JOIN " + OriginTable.ON + into(columns, target);
    }

    /** The statement that writes rows of other files once more, sorted. */
    static String sorted(String rows, List<Column> columns, Path target) {
        return "COPY (SELECT " + join(columns, column -> Sql.name(column.name())) + " FROM " + rows
                + into(columns, target);
    }

    /** How every data file of the lake is written. */
    private static String into(List<Column> columns, Path target) {
        return " ORDER BY event_time, _raw_partition, _raw_offset) TO " + WriterSession.text(target)
                + " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL " + COMPRESSION_LEVEL
                + ", RETURN_STATS, FIELD_IDS {"
                + join(columns, column -> Sql.name(column.name()) + ": " + column.fieldId()) + "})";
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

    private static String join(List<Column> columns, Function<Column, String> each) {
        return columns.stream().map(each).collect(Collectors.joining(", "));
    }
}
