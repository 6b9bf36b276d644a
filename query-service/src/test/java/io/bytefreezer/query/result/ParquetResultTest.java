package io.bytefreezer.query.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers as Parquet, read by DuckDB. */
class ParquetResultTest {

    @TempDir
    Path directory;

    private Connection duckdb;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
        statement = duckdb.createStatement();
        statement.execute("SET TimeZone = 'UTC'");
    }

    @AfterEach
    void close() throws SQLException {
        duckdb.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    true                                           | BOOLEAN
                    (-128)::tinyint                                | INTEGER
                    65535::usmallint                               | INTEGER
                    -2147483648                                    | INTEGER
                    4294967295::uinteger                           | BIGINT
                    -9223372036854775808                           | BIGINT
                    9223372036854775807                            | BIGINT
                    18446744073709551615::ubigint                  | DECIMAL(20,0)
                    -99999999999999999999999999999999999999::hugeint | DECIMAL(38,0)
                    sum(9223372036854775807)                       | DECIMAL(38,0)
                    -1.50::decimal(10, 2)                          | DECIMAL(10,2)
                    0.00::decimal(4, 2)                            | DECIMAL(4,2)
                    12345678901234567890.123456789::decimal(38, 9) | DECIMAL(38,9)
                    0.1::double                                    | DOUBLE
                    'nan'::double                                  | DOUBLE
                    '-inf'::double                                 | DOUBLE
                    0.1::float                                     | DOUBLE
                    timestamptz '2026-03-04 05:06:07.123456+02'    | TIMESTAMP WITH TIME ZONE
                    timestamptz '0001-01-01 00:00:00+00'           | TIMESTAMP WITH TIME ZONE
                    timestamptz 'infinity'                         | TIMESTAMP WITH TIME ZONE
                    timestamptz '-infinity'                        | TIMESTAMP WITH TIME ZONE
                    timestamp '1969-12-31 23:59:59.999999'         | TIMESTAMP
                    date '2026-03-04'                              | DATE
                    date '1601-01-01'                              | DATE
                    'é😀'                                          | VARCHAR
                    ''                                             | VARCHAR
                    """)
    void keepsTypesAndValues(String sql, String type) throws SQLException, IOException {
        Path file = write("SELECT " + sql + " AS v UNION ALL SELECT NULL");
        assertThat(texts("SELECT typeof(v), v IS NOT DISTINCT FROM CAST(e AS " + type + ") FROM (SELECT v FROM '" + file
                        + "' LIMIT 1), (SELECT " + sql + " AS e)"))
                .containsExactly(type + "|true");
        assertThat(texts("SELECT count(*), count(v) FROM '" + file + "'")).containsExactly("2|1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    [1, null]                                     | [1,null]
                    [1.50::decimal(4,2)]                          | [1.50]
                    {'a': 1.50::decimal(4,2), 'b': 'x'}           | {"a":1.50,"b":"x"}
                    map {'k': timestamptz '2026-03-04 00:00:00Z'} | {"k":"2026-03-04T00:00:00Z"}
                    timestamp_ns '2026-03-04 05:06:07.123456789'  | 2026-03-04T05:06:07.123456789
                    'abc'::blob                                   | YWJj
                    uuid '018f0000-0000-7000-8000-000000000000'   | 018f0000-0000-7000-8000-000000000000
                    interval 3 days                               | 3 days
                    'a'::enum('a', 'b')                           | a
                    """)
    void hasAllElseAsTheTextOfTheOtherForms(String sql, String text) throws SQLException, IOException {
        assertThat(texts("SELECT typeof(v), v FROM '" + write("SELECT " + sql + " AS v") + "'"))
                .containsExactly("VARCHAR|" + text);
    }

    @Test
    void findsValuesByTheBoundsOfRowGroups() throws SQLException, IOException {
        Path file = write("SELECT i, (i - 150000)::decimal(12, 1) AS d, (i % 100)::varchar || repeat('x', 40) AS t,"
                + " date '2026-01-01' + (i // 1000)::int AS day FROM range(300000) r(i)");
        assertThat(texts("SELECT max(row_group_id) > 0 FROM parquet_metadata('" + file + "')"))
                .containsExactly("true");
        assertThat(texts("SELECT count(*), sum(d) FROM '" + file + "'")).containsExactly("300000|-150000.0");
        assertThat(texts("SELECT i FROM '" + file + "' WHERE d = -3.0")).containsExactly("149997");
        assertThat(texts("SELECT count(*) FROM '" + file + "' WHERE day = date '2026-03-01'"))
                .containsExactly("1000");
        assertThat(texts("SELECT count(*) FROM '" + file + "' WHERE t = '7" + "x".repeat(40) + "'"))
                .containsExactly("3000");
    }

    @Test
    void isAFileAlsoWithoutRows() throws SQLException, IOException {
        assertThat(texts("SELECT count(*) FROM '" + write("SELECT 1 AS a, 'x' AS b WHERE false") + "'"))
                .containsExactly("0");
    }

    @Test
    void refusesANumberThatParquetDoesNotHold() {
        assertThatThrownBy(() -> write("SELECT 170141183460469231731687303715884105727::hugeint AS total"))
                .isInstanceOf(UnfitValueException.class)
                .hasMessageContaining("column 'total'")
                .hasMessageContaining("varchar");
    }

    @Test
    void passesOnThatTheClientWent() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("the client went");
            }
        };
        assertThatThrownBy(() -> write("SELECT 1 AS a", gone))
                .isInstanceOf(IOException.class)
                .hasMessage("the client went");
    }

    private Path write(String sql) throws SQLException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(sql, out);
        Path file = Files.createTempFile(directory, "answer", ".parquet");
        return Files.write(file, out.toByteArray());
    }

    private void write(String sql, OutputStream out) throws SQLException, IOException {
        WrittenAnswer.write(statement, sql, ResultFormat.PARQUET, out);
    }

    private List<String> texts(String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    cells.add(rows.getString(i));
                }
                texts.add(String.join("|", cells));
            }
            return texts;
        }
    }
}
