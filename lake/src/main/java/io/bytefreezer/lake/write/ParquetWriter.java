package io.bytefreezer.lake.write;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.shape.SpoolColumn;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnNames;
import io.bytefreezer.lake.table.Sql;
import io.bytefreezer.lake.table.TableLayout;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns spool files into Parquet with one DuckDB session: sorted by event time, zstd, with Iceberg's field ids.
 *
 * <p>Not thread-safe: one writer per thread, each with its own memory.
 */
public final class ParquetWriter implements AutoCloseable {

    private final Connection connection;

    private ParquetWriter(Connection connection) {
        this.connection = connection;
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
     * @throws LakeException of kind INTERNAL if DuckDB does not start
     */
    public static ParquetWriter open(Limits limits) {
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TimeZone = 'UTC'");
                statement.execute("SET memory_limit = '" + limits.memoryBytes() + "B'");
                statement.execute("SET threads = " + limits.threads());
                statement.execute("SET temp_directory = " + text(limits.spillDirectory()));
            }
            return new ParquetWriter(connection);
        } catch (SQLException e) {
            throw new LakeException(LakeException.Kind.INTERNAL, "cannot start DuckDB with " + limits, e);
        }
    }

    /**
     * Writes one file.
     *
     * @param spool the rows
     * @param tableColumns the table's columns, after {@link SchemaEvolution#ensure}
     * @param target the new file; on an error it may be left incomplete for the caller to delete
     * @throws LakeException of kind INTERNAL if rows do not fit the columns, LIMIT if the memory does not suffice, or EXTERNAL if the disk does not take them
     */
    public ParquetFile write(SpoolFile spool, List<Column> tableColumns, Path target) {
        List<Column> columns = written(spool, tableColumns);
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(CopySql.of(spool, columns, target))) {
            if (!result.next()) {
                throw new LakeException(LakeException.Kind.INTERNAL, "DuckDB returned no statistics for " + target);
            }
            return ParquetStatistics.read(result, spool.hour(), target, columns);
        } catch (SQLException e) {
            throw new LakeException(
                    kind(String.valueOf(e.getMessage())), "cannot write %s from %s".formatted(target, spool.path()), e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new LakeException(LakeException.Kind.INTERNAL, "cannot close DuckDB", e);
        }
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

    /** DuckDB starts its messages with the kind of error. */
    private static LakeException.Kind kind(String message) {
        if (message.contains("IO Error")) {
            return LakeException.Kind.EXTERNAL;
        }
        return message.contains("Out of Memory Error") ? LakeException.Kind.LIMIT : LakeException.Kind.INTERNAL;
    }

    private static String text(Path path) {
        return Sql.text(path.toAbsolutePath().toString());
    }
}
