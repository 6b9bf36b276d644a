package io.bytefreezer.lake.read;

import io.bytefreezer.lake.spool.RowsFunction;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * A DuckDB database in memory, and the function by which it reads rows that are in no file of the lake yet.
 *
 * @param connection its only connection
 * @param rows what it may read of those rows
 */
record Database(Connection connection, RowsFunction rows) {

    /** An empty one with these limits. */
    static Database start(DuckSession.Limits limits) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", Boolean.toString(limits.streams()));
        Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET temp_directory = ''");
            // A view reads a file's footer when it is made and again when it is asked; the files never change.
            statement.execute("SET parquet_metadata_cache = true");
            // Without these eight threads, files are read by whoever needs them: they are local, and mostly in memory.
            statement.execute("SET async_threads = 0");
            statement.execute("SET threads = " + limits.threads());
            Database database = new Database(connection, RowsFunction.register(connection));
            database.limit(limits.memoryBytes());
            return database;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Sets what it may use of memory. */
    void limit(long memoryBytes) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET memory_limit = '" + memoryBytes + "B'");
        }
    }

    /** Sets by how many threads it works. */
    void threads(int threads) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + threads);
        }
    }

    /** Ends it: first whatever reads rows, then the rows. */
    void close() throws SQLException {
        try {
            connection.close();
        } finally {
            rows.close();
        }
    }
}
