package io.bytefreezer.lake.write;

import io.bytefreezer.lake.spool.SpoolFile;
import io.bytefreezer.lake.spool.SpoolSelect;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.Sql;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The statements by which DuckDB makes a Parquet file of a spool file, or of another Parquet file. Pure. */
final class CopySql {

    private CopySql() {}

    /** The statement that writes spooled rows, which come in the order of the lake's files. */
    static String of(String rows, SpoolFile spool, List<Column> columns, Path target) {
        return "COPY (" + SpoolSelect.of(rows, spool.columns(), columns) + ")" + into(columns, target);
    }

    /** The statement that writes some rows of others once more, in their order. */
    static String slice(SortedRows rows, String condition, Path target) {
        return "COPY (SELECT " + join(rows.columns(), column -> Sql.name(column.name())) + " FROM " + rows.sql()
                + " WHERE " + condition + " ORDER BY " + rows.order().sql() + ")" + into(rows.columns(), target);
    }

    /** How every data file of the lake is written. */
    private static String into(List<Column> columns, Path target) {
        return " TO " + WriterSession.text(target)
                + " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL " + DataFileShape.COMPRESSION_LEVEL
                + ", ROW_GROUP_SIZE " + DataFileShape.GROUP_ROWS + ", ROW_GROUP_SIZE_BYTES " + DataFileShape.GROUP_BYTES
                + ", DATA_PAGE_SIZE_LIMIT " + DataFileShape.PAGE_BYTES + ", RETURN_STATS, FIELD_IDS {"
                + join(columns, column -> Sql.name(column.name()) + ": " + column.fieldId()) + "})";
    }

    private static String join(List<Column> columns, Function<Column, String> each) {
        return columns.stream().map(each).collect(Collectors.joining(", "));
    }
}
