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

    /** After Parquet's encodings higher levels cost a third more of the whole and make files of logs no smaller. */
    private static final int COMPRESSION_LEVEL = 1;

    private static final String ORDER = " ORDER BY event_time, _raw_partition, _raw_offset)";

    /**
     * A row group has so many rows at most, and one that has so many bytes before ends too: it is in memory as a whole where it is written, and wide rows would fill any
     * memory. Scans are as fast as with larger ones; a lookup reads less.
     */
    private static final int GROUP_ROWS = 122_880;

    private static final int GROUP_BYTES = 32 << 20;

    /** Parquet's usual size; DuckDB's own pages are as large as the row group, and whoever reads one row decodes all of it. */
    private static final int PAGE_BYTES = 1 << 20;

    private CopySql() {}

    /** The statement that writes spooled rows, which come in the order of the lake's files. */
    static String of(String rows, SpoolFile spool, List<Column> columns, Path target) {
        return "COPY (" + SpoolSelect.of(rows, spool.columns(), columns) + ")" + into(columns, target);
    }

    /** The statement that writes some rows of others once more, sorted. */
    static String slice(String rows, String condition, List<Column> columns, Path target) {
        return "COPY (SELECT " + join(columns, column -> Sql.name(column.name())) + " FROM " + rows + " WHERE "
                + condition + ORDER + into(columns, target);
    }

    /** How every data file of the lake is written. */
    private static String into(List<Column> columns, Path target) {
        return " TO " + WriterSession.text(target)
                + " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL " + COMPRESSION_LEVEL
                + ", ROW_GROUP_SIZE " + GROUP_ROWS + ", ROW_GROUP_SIZE_BYTES " + GROUP_BYTES
                + ", DATA_PAGE_SIZE_LIMIT " + PAGE_BYTES + ", RETURN_STATS, FIELD_IDS {"
                + join(columns, column -> Sql.name(column.name()) + ": " + column.fieldId()) + "})";
    }

    private static String join(List<Column> columns, Function<Column, String> each) {
        return columns.stream().map(each).collect(Collectors.joining(", "));
    }
}
