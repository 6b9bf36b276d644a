package io.bytefreezer.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** An answer that DuckDB reads; gone when closed. */
record ParquetAnswer(Path path) implements AutoCloseable {

    static ParquetAnswer create() throws IOException {
        return new ParquetAnswer(Files.createTempFile("answer", ".parquet"));
    }

    /** The values of the one row that is selected, with blanks between. */
    String select(String columns) {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery("SELECT concat_ws(' ', " + columns + ") FROM '" + path + "'")) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        Files.delete(path);
    }
}
