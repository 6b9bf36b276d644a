package io.bytefreezer.lake.write;

import com.github.luben.zstd.ZstdException;
import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.bloom.ColumnHashes;
import io.bytefreezer.lake.spool.RowsFunction;
import io.bytefreezer.lake.spool.SpoolColumn;
import io.bytefreezer.lake.spool.SpoolFile;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnNames;
import io.bytefreezer.lake.table.TableLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns spool files into Parquet: sorted by event time, zstd, with Iceberg's field ids. Rows that have columns which the table did not have yet, or not with that type,
 * go through one DuckDB session, which makes their values; all others are written as they are.
 *
 * <p>Not thread-safe: one writer per thread, each with its own memory.
 */
public final class ParquetWriter implements AutoCloseable {

    private final WriterSession session;

    private ParquetWriter(WriterSession session) {
        this.session = session;
    }

    /**
     * Limits of a writer.
     *
     * @param memoryBytes what DuckDB may use before it spills
     * @param threads DuckDB's threads
     * @param spillDirectory where it spills, created when needed
     */
    public record Limits(long memoryBytes, int threads, Path spillDirectory) {}

    /**
     * Opens a session.
     *
     * @throws io.bytefreezer.lake.LakeException of kind INTERNAL if DuckDB does not start
     */
    public static ParquetWriter open(Limits limits) {
        return new ParquetWriter(WriterSession.open(limits));
    }

    /**
     * Writes one file.
     *
     * @param spool the rows
     * @param tableColumns the table's columns, after {@link SchemaEvolution#ensure}
     * @param target the new file; on an error it may be left incomplete for the caller to delete
     * @throws io.bytefreezer.lake.LakeException of kind INTERNAL if rows do not fit the columns, LIMIT if the memory does not suffice, or EXTERNAL if the disk does not take them
     */
    public ParquetFile write(SpoolFile spool, List<Column> tableColumns, Path target) {
        List<Column> columns = written(spool, tableColumns);
        ColumnHashes hashes = new ColumnHashes(BloomColumns.of(columns));
        ParquetFile file = SpoolColumns.of(spool, columns)
                .map(places -> direct(new SpoolWriter(columns, hashes, places), spool, target))
                .orElseGet(() -> copy(spool, columns, hashes, target));
        return BloomColumns.add(session, file, columns, hashes);
    }

    private static ParquetFile direct(SpoolWriter writer, SpoolFile spool, Path target) {
        try {
            return writer.write(spool, target);
        } catch (OutOfMemoryError | ZstdException e) {
            // A smaller batch may do.
            throw new LakeException(LakeException.Kind.LIMIT, "the memory does not hold a row group of " + target, e);
        }
    }

    private ParquetFile copy(SpoolFile spool, List<Column> columns, ColumnHashes hashes, Path target) {
        try (RowsFunction.Offer rows = session.offer(spool, hashes)) {
            return session.copy(CopySql.of(rows.sql(), spool, columns, target), spool.hour(), target, columns);
        }
    }

    @Override
    public void close() {
        session.close();
    }

    /** System columns, and of the others only those with values: a column missing in a file reads as null. */
    private static List<Column> written(SpoolFile spool, List<Column> tableColumns) {
        Map<String, SpoolColumn> spooled = spool.columns().stream()
                .collect(Collectors.toMap(column -> ColumnNames.key(column.name()), Function.identity()));
        return tableColumns.stream()
                .filter(column ->
                        TableLayout.isSystemName(column.name()) || spooled.containsKey(ColumnNames.key(column.name())))
                .toList();
    }
}
