package io.bytefreezer.query.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of value of the engine, in each form. */
class ResultWriterTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    null                                          | null
                    true                                          | true
                    1::tinyint                                    | 1
                    9223372036854775807                           | 9223372036854775807
                    18446744073709551615::ubigint                 | 18446744073709551615
                    170141183460469231731687303715884105727::hugeint | 170141183460469231731687303715884105727
                    1.50::decimal(10, 2)                          | 1.50
                    12345678901234567890.123456789::decimal(38, 9) | 12345678901234567890.123456789
                    0.1::double                                   | 0.1
                    'nan'::double                                 | "NaN"
                    '-inf'::double                                | "-Infinity"
                    timestamptz '2026-03-04 05:06:07.123456+02'   | "2026-03-04T03:06:07.123456Z"
                    timestamptz '2026-03-04 05:00:00+00'          | "2026-03-04T05:00:00Z"
                    timestamptz 'infinity'                        | "infinity"
                    timestamptz '-infinity'                       | "-infinity"
                    timestamp '2026-03-04 05:06:07'               | "2026-03-04T05:06:07"
                    timestamp 'infinity'                          | "infinity"
                    timestamp '-infinity'                         | "-infinity"
                    timestamp '0044-03-15 (BC) 10:00:00'          | "-0043-03-15T10:00"
                    timestamp_ns '2026-03-04 05:06:07.123456789'  | "2026-03-04T05:06:07.123456789"
                    date '2026-03-04'                             | "2026-03-04"
                    time '05:06:07'                               | "05:06:07"
                    interval 3 days                               | "3 days"
                    'abc'::blob                                   | "YWJj"
                    'é"\\n'                                        | "é\\"\\\\n"
                    '{"a": 1.0}'::json                            | "{\\"a\\": 1.0}"
                    uuid '018f0000-0000-7000-8000-000000000000'   | "018f0000-0000-7000-8000-000000000000"
                    [1, null, 2]                                  | [1,null,2]
                    [[1], []]                                     | [[1],[]]
                    {'a': 1, 'b': {'c': [timestamptz '2026-03-04 00:00:00Z']}} | {"a":1,"b":{"c":["2026-03-04T00:00:00Z"]}}
                    map {'k': 1.5::decimal(3, 1)}                 | {"k":1.5}
                    map {1: 'x'}                                  | {"1":"x"}
                    'a'::enum('a', 'b')                           | "a"
                    """)
    void writesEveryValueWithoutRounding(String sql, String json) throws SQLException, IOException {
        String expected = "{\"columns\":[{\"name\":\"v\",\"type\":\"T\"}],\"rows\":[[" + json
                + "]],\"row_count\":1,\"execution_time_ms\":7,\"truncated\":false,\"freshness\":[]}";
        assertThat(write(ResultFormat.JSON, value(sql))).isEqualTo(expected);
        assertThat(write(ResultFormat.NDJSON, value(sql))).isEqualTo("{\"v\":" + json + "}\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    null                 |
                    ''                   | ""
                    'a,b'                | "a,b"
                    'say "x"'            | "say ""x\"""
                    1e-9::decimal(18,9)  | 0.000000001
                    ['1', 'x']             | "[""1"",""x""]"
                    """)
    void quotesCsvWhereNeeded(String sql, String field) throws SQLException, IOException {
        assertThat(write(ResultFormat.CSV, value(sql))).isEqualTo("v\r\n" + (field == null ? "" : field) + "\r\n");
    }

    @Test
    void quotesLineBreaksInCsv() throws IOException {
        assertThat(write(ResultFormat.CSV, "a\nb")).isEqualTo("v\r\n\"a\nb\"\r\n");
    }

    @Test
    void keepsTimesThatTheZoneOfTheMachineLacks() throws SQLException {
        TimeZone zone = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try {
            assertThat(value("timestamp '2026-03-29 02:30:00'")).isEqualTo("2026-03-29T02:30");
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    private static Object value(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet result = statement.executeQuery("SELECT " + sql)) {
                result.next();
                return PlainValue.of(result, 1);
            }
        }
    }

    private static String write(ResultFormat format, Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ResultWriter writer = format.writer(out);
        writer.columns(List.of(new ResultColumn("v", "T")));
        writer.row(new Object[] {value});
        writer.end(new ResultSummary(1, false, Duration.ofMillis(7), List.of()));
        return out.toString(StandardCharsets.UTF_8);
    }
}
