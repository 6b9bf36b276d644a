package io.bytefreezer.lake.write;

import io.bytefreezer.lake.bloom.BloomWriter;
import io.bytefreezer.lake.bloom.ColumnHashes;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnNames;
import io.bytefreezer.lake.table.Sql;
import io.bytefreezer.lake.table.TableLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Adds Bloom filters of the columns that rows are looked up by to a file just written. Stateless. */
final class BloomColumns {

    /** Columns of ids as they are usually called, beside the event's own; further ones are properties of the table. */
    private static final Set<String> USUAL = Set.of(TableLayout.EVENT_ID, "request_id", "trace_id", "correlation_id");

    /** A smaller file is fetched as a whole. */
    private static final long FILE_BYTES_MIN = 256 * 1024;

    private BloomColumns() {}

    /** Those of the columns that get filters. */
    static List<String> of(List<Column> columns) {
        return columns.stream()
                .filter(column -> column.filtered() || USUAL.contains(ColumnNames.key(column.name())))
                .map(Column::name)
                .toList();
    }

    /** The file with its filters, as it is then. */
    static ParquetFile add(WriterSession session, ParquetFile file, List<Column> columns, ColumnHashes seen) {
        List<String> looked = of(columns);
        if (looked.isEmpty() || file.bytes() < FILE_BYTES_MIN) {
            return file;
        }
        long bytes = BloomWriter.add(
                file.path(),
                looked,
                seen,
                (names, sink) -> session.rows(
                        select(file.path(), names), names.size(), "cannot read back what was written", sink::row));
        return new ParquetFile(file.path(), bytes, file.hour(), file.metrics());
    }

    /** In the order of the file, which DuckDB keeps. */
    private static String select(Path file, List<String> names) {
        return names.stream().map(Sql::name).collect(Collectors.joining(", ", "SELECT ", " FROM read_parquet("))
                + WriterSession.text(file) + ")";
    }
}
