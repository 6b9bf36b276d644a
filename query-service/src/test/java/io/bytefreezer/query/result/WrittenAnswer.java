package io.bytefreezer.query.result;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes answers as the runner does. */
final class WrittenAnswer {

    private WrittenAnswer() {}

    /** The answer of a database with nothing in it. */
    static byte[] of(String sql, ResultFormat format) throws SQLException, IOException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            write(statement, sql, format, out);
            return out.toByteArray();
        }
    }

    static void write(Statement statement, String sql, ResultFormat format, OutputStream out)
            throws SQLException, IOException {
        try (ResultSet rows = statement.executeQuery(sql);
                ResultWriter writer = format.writer(out)) {
            ResultSetMetaData meta = rows.getMetaData();
            List<ResultColumn> columns = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(new ResultColumn(meta.getColumnName(i), meta.getColumnTypeName(i)));
            }
            writer.columns(columns);
            while (rows.next()) {
                @Nullable Object[] values = new Object[columns.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = PlainValue.of(rows, i + 1);
                }
                writer.row(values);
            }
            writer.end(new ResultSummary(0, false, Duration.ZERO, List.of()));
        }
    }
}
