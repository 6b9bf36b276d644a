package io.bytefreezer.lake.write;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.bloom.ColumnHashes;
import io.bytefreezer.lake.spool.RowsFunction;
import io.bytefreezer.lake.spool.SpoolFile;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** One DuckDB session that makes Parquet, with its own memory. Not thread-safe. */
final class WriterSession implements AutoCloseable {

    private final Connection connection;
    private final RowsFunction rows;

    private WriterSession(Connection connection, RowsFunction rows) {
        this.connection = connection;
        this.rows = rows;
    }

    static WriterSession open(ParquetWriter.Limits limits) {
        try {
            Properties properties = new Properties();
            // A result is read row by row, and is never in memory as a whole.
            properties.setProperty("jdbc_stream_results", "true");
            Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TimeZone = 'UTC'");
                statement.execute("SET memory_limit = '" + limits.memoryBytes() + "B'");
                statement.execute("SET threads = " + limits.threads());
                statement.execute("SET temp_directory = " + text(limits.spillDirectory()));
            }
            return new WriterSession(connection, RowsFunction.register(connection));
        } catch (SQLException e) {
            throw new LakeException(LakeException.Kind.INTERNAL, "cannot start DuckDB with " + limits, e);
        }
    }

    /** Lets statements read rows that were spooled, until the offer is closed. */
    RowsFunction.Offer offer(SpoolFile spool, ColumnHashes hashes) {
        return rows.offer(spool, hashes);
    }

    /** Runs a COPY that returns statistics, and says what it wrote. */
    ParquetFile copy(String sql, Instant hour, Path target, List<Column> columns) {
        return copy(sql, hour, target, columns, new ColumnHashes(List.of()));
    }

    /** Runs a COPY as {@link #copy(String, Instant, Path, List)} does, which leaves hashes of what it wrote. */
    ParquetFile copy(String sql, Instant hour, Path target, List<Column> columns, ColumnHashes hashes) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            if (!result.next()) {
                throw new LakeException(LakeException.Kind.INTERNAL, "DuckDB returned no statistics for " + target);
            }
            return BloomColumns.add(this, ParquetStatistics.read(result, hour, target, columns), columns, hashes);
        } catch (SQLException e) {
            throw failure("cannot write " + target, e);
        }
    }

    /** Hands over each row of a result, always in the same array. */
    void rows(String sql, int columns, BloomColumns.Rows rows) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            @Nullable Object[] values = new Object[columns];
            while (result.next()) {
                for (int i = 0; i < columns; i++) {
                    values[i] = result.getObject(i + 1);
                }
                rows.row(values);
            }
        } catch (SQLException e) {
            throw failure("cannot read back what was written", e);
        }
    }

    void execute(String sql, String what) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(what, e);
        }
    }

    /** The numbers of the result's first column, without nulls. */
    List<Long> numbers(String sql, String what) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<Long> numbers = new ArrayList<>();
            while (result.next()) {
                numbers.add(result.getLong(1));
            }
            return numbers;
        } catch (SQLException e) {
            throw failure(what, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
            rows.close();
        } catch (SQLException e) {
            throw new LakeException(LakeException.Kind.INTERNAL, "cannot close DuckDB", e);
        }
    }

    static String text(Path path) {
        return Sql.text(path.toAbsolutePath().toString());
    }

    private static LakeException failure(String what, SQLException e) {
        return new LakeException(kind(String.valueOf(e.getMessage())), what, e);
    }

    /** DuckDB starts its messages with the kind of error. */
    private static LakeException.Kind kind(String message) {
        if (message.contains("IO Error")) {
            return LakeException.Kind.EXTERNAL;
        }
        return message.contains("Out of Memory Error") ? LakeException.Kind.LIMIT : LakeException.Kind.INTERNAL;
    }
}
