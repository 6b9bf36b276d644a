package io.bytefreezer.benchmarks.query;

import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.lake.table.Sql;
import io.bytefreezer.query.run.QueryLimits;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** DuckDB over local files, with nothing around it: one connection, which stays open. */
final class PlainDuck implements AutoCloseable {

    private final Connection connection;

    PlainDuck(List<Path> files, QueryLimits limits) {
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TimeZone = 'UTC'");
                statement.execute("SET memory_limit = '" + limits.memory().bytes() + "B'");
                statement.execute("SET threads = " + limits.threads());
                statement.execute("CREATE SCHEMA demo");
                statement.execute("CREATE VIEW demo.web AS SELECT * FROM read_parquet("
                        + files.stream()
                                .map(file -> Sql.text(file.toString()))
                                .collect(Collectors.joining(", ", "[", "]"))
                        + ")");
            }
        } catch (SQLException e) {
            throw new BenchmarkException("DuckDB does not open the files", e);
        }
    }

    /** Runs a query and reads all of its rows; says how many there are. */
    long ask(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            long count = 0;
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    rows.getObject(i);
                }
                count++;
            }
            return count;
        } catch (SQLException e) {
            throw new BenchmarkException("DuckDB does not run " + sql, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new BenchmarkException("DuckDB does not close", e);
        }
    }
}
