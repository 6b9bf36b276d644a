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

    private CopySql() {}

    /** The statement that writes spooled rows, which come in the order of the lake's files. */
    static String of(String rows, SpoolFile spool, List<Column> columns, Path target) {
        return "COPY (" + SpoolSelect.of(rows, spool.columns(), columns) + ")" + into(columns, target);
    }

    /** The statement that writes a file's rows once more, without those {@link OriginTable} has. */
    static String without(String rows, List<Column> columns, Origins origins, Path target) {
        String names = join(columns, column -> "l." + Sql.name(column.name()));
        return "COPY (SELECT " + names + " FROM " + rows + " l ANTI JOIN " + OriginTable.on(origins) + ORDER
                + into(columns, target);
    }

    /** The statement that writes rows of other files once more, sorted. */
    static String sorted(String rows, List<Column> columns, Path target) {
        return "COPY (SELECT " + join(columns, column -> Sql.name(column.name())) + " FROM " + rows + ORDER
                + into(columns, target);
    }

    /** How every data file of the lake is written. */
    private static String into(List<Column> columns, Path target) {
        return " TO " + WriterSession.text(target)
                + " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL " + COMPRESSION_LEVEL
                + ", RETURN_STATS, FIELD_IDS {"
                + join(columns, column -> Sql.name(column.name()) + ": " + column.fieldId()) + "})";
    }

    private static String join(List<Column> columns, Function<Column, String> each) {
        return columns.stream().map(each).collect(Collectors.joining(", "));
    }
}
