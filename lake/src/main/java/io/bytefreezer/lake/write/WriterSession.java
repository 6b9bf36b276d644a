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
    private final long memoryBytes;
    private final RowsFunction rows;

    private WriterSession(Connection connection, long memoryBytes, RowsFunction rows) {
        this.connection = connection;
        this.memoryBytes = memoryBytes;
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
                // The system keeps what was just written; a copy would take the place that sorting needs.
                statement.execute("SET enable_external_file_cache = false");
            }
            return new WriterSession(connection, limits.memoryBytes(), RowsFunction.register(connection));
        } catch (SQLException e) {
            throw new LakeException(LakeException.Kind.INTERNAL, "cannot start DuckDB with " + limits, e);
        }
    }

    /** Lets statements read rows that were spooled, until the offer is closed. */
    RowsFunction.Offer offer(SpoolFile spool, ColumnHashes hashes) {
        return rows.offer(spool, hashes);
    }

    /** What DuckDB may use. */
    long memoryBytes() {
        return memoryBytes;
    }

    /** Runs a COPY that returns statistics, and says what it wrote, without Bloom filters. */
    ParquetFile copy(String sql, Instant hour, Path target, List<Column> columns) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            if (!result.next()) {
                throw new LakeException(LakeException.Kind.INTERNAL, "DuckDB returned no statistics for " + target);
            }
            return ParquetStatistics.read(result, hour, target, columns);
        } catch (SQLException e) {
            throw failure("cannot write " + target, e);
        }
    }

    /** Hands over each row of a result of any size, always in the same array. */
    void rows(String sql, int columns, String what, Rows rows) {
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
            throw failure(what, e);
        }
    }

    /** Takes rows. */
    @FunctionalInterface
    interface Rows {
        void row(@Nullable Object[] values);
    }

    void execute(String sql, String what) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(what, e);
        }
    }

    /** Hands over each row of a small result, always in the same array. An error is told as it is: of a result that is streamed, DuckDB's driver tells only that it is invalid. */
    void answer(String sql, int columns, String what, Rows rows) {
        execute("CREATE OR REPLACE TEMP TABLE answer AS " + sql, what);
        rows("SELECT * FROM answer", columns, what, rows);
    }

    /** The numbers of a small result's first column. */
    List<Long> numbers(String sql, String what) {
        List<Long> numbers = new ArrayList<>();
        answer(sql, 1, what, values -> {
            if (values[0] instanceof Number number) {
                numbers.add(number.longValue());
            }
        });
        return numbers;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new LakeException(LakeException.Kind.INTERNAL, "cannot close DuckDB", e);
        } finally {
            rows.close();
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
