package io.bytefreezer.lake.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The numbers by which rows are divided, against DuckDB's own order of the values. */
class RowOrderTest {

    private static final List<String> PIECES =
            List.of("a", "b", "\u0000", "\u001f", "é", "ÿ", "\u0800", "\uffff", "😀", "common prefix of many ");

    @Test
    void dividesTextsInTheOrderOfTheirBytes() throws SQLException {
        Random random = new Random(20_261_129);
        List<String> texts = IntStream.range(0, 3_000)
                .mapToObj(n -> random.ints(random.nextInt(12), 0, PIECES.size())
                        .mapToObj(PIECES::get)
                        .reduce("", String::concat))
                .toList();
        assertNeverFalls("VARCHAR", ColumnType.STRING, texts);
    }

    @Test
    void dividesNumbersInTheirOrder() throws SQLException {
        Random random = new Random(20_261_129);
        List<String> numbers = IntStream.range(0, 3_000)
                .mapToObj(n -> Long.toString(random.nextLong() >> random.nextInt(64)))
                .toList();
        assertNeverFalls("BIGINT", ColumnType.LONG, numbers);
        assertNeverFalls(
                "BIGINT", ColumnType.LONG, List.of(Long.toString(Long.MIN_VALUE), Long.toString(Long.MAX_VALUE)));
        assertNeverFalls("BOOLEAN", ColumnType.BOOLEAN, List.of("true", "false"));
        assertNeverFalls(
                "TIMESTAMPTZ",
                ColumnType.TIMESTAMPTZ,
                List.of("1969-12-31T23:59:59.999999Z", "0001-01-01T00:00:00Z", "2026-03-04T05:06:07Z"));
    }

    @Test
    void passesOverColumnsThatHaveNoOrderHere() {
        RowOrder time = RowOrder.of(List.of());
        assertThat(RowOrder.of(List.of(new Column(9, "ratio", ColumnType.DOUBLE, "DOUBLE", false, 1))))
                .isEqualTo(time);
        assertThat(time.sql()).isEqualTo("event_time, _raw_partition, _raw_offset");
    }

    /** Also null has its place; and no number is null, nor is the difference of two too large. */
    private static void assertNeverFalls(String sqlType, ColumnType type, List<String> values) throws SQLException {
        RowOrder order = RowOrder.of(List.of(new Column(9, "v", type, sqlType, false, 1)));
        List<String> keys = order.parts().stream()
                .map(RowOrder.Part::key)
                .filter(key -> key.contains("\"v\""))
                .toList();
        String row = "(" + String.join(", ", keys) + ", 0)";
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("CREATE TABLE t (v " + sqlType + ")");
            statement.execute("INSERT INTO t VALUES (NULL)");
            try (PreparedStatement insert =
                    duckdb.prepareStatement("INSERT INTO t SELECT CAST(? AS " + sqlType + ")")) {
                for (String value : values) {
                    insert.setString(1, value);
                    insert.execute();
                }
            }
            assertThat(number(
                            statement,
                            "SELECT count(*) FROM (SELECT " + row + " < lag(" + row
                                    + ") OVER (ORDER BY v NULLS FIRST) AS falls FROM t) WHERE falls"))
                    .as(row)
                    .isZero();
            for (String key : keys) {
                assertThat(number(
                                statement,
                                "SELECT max(" + key + ") - min(" + key + ") FROM t WHERE " + key + " IS NOT NULL"))
                        .as(key)
                        .isNotNegative();
            }
            assertThat(number(statement, "SELECT count(DISTINCT " + row + ") FROM t"))
                    .as("values are told apart")
                    .isGreaterThan(Math.min(values.size(), 100) / 2);
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
