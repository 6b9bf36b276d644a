package io.bytefreezer.query.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers in Arrow's streaming format, read by Arrow's own library. */
class ArrowResultTest {

    private static final long SEED = 20261129;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    true                                           | Bool                             | true
                    false                                          | Bool                             | false
                    (-128)::tinyint                                | Int(32, true)                    | -128
                    65535::usmallint                               | Int(32, true)                    | 65535
                    -2147483648                                    | Int(32, true)                    | -2147483648
                    4294967295::uinteger                           | Int(64, true)                    | 4294967295
                    9223372036854775807                            | Int(64, true)                    | 9223372036854775807
                    18446744073709551615::ubigint                  | Decimal(20, 0, 128)              | 18446744073709551615
                    -99999999999999999999999999999999999999::hugeint | Decimal(38, 0, 128)            | -99999999999999999999999999999999999999
                    -1.50::decimal(10, 2)                          | Decimal(10, 2, 128)              | -1.50
                    12345678901234567890.123456789::decimal(38, 9) | Decimal(38, 9, 128)              | 12345678901234567890.123456789
                    0.1::double                                    | FloatingPoint(DOUBLE)            | 0.1
                    'nan'::double                                  | FloatingPoint(DOUBLE)            | NaN
                    '-inf'::float                                  | FloatingPoint(SINGLE)            | -Infinity
                    0.1::float                                     | FloatingPoint(SINGLE)            | 0.1
                    timestamptz '2026-03-04 05:06:07.123456+02'    | Timestamp(MICROSECOND, UTC)      | 1772593567123456
                    timestamptz 'infinity'                         | Timestamp(MICROSECOND, UTC)      | 9223372036854775807
                    timestamptz '-infinity'                        | Timestamp(MICROSECOND, UTC)      | -9223372036854775807
                    timestamp '1969-12-31 23:59:59.999999'         | Timestamp(MICROSECOND, null)     | 1969-12-31T23:59:59.999999
                    date '1969-12-31'                              | Date(DAY)                        | -1
                    'é😀'                                          | Utf8                             | é😀
                    {'a': 1.50::decimal(4,2), 'b': [1, null]}      | Utf8                             | {"a":1.50,"b":[1,null]}
                    timestamp_ns '2026-03-04 05:06:07.123456789'   | Utf8                             | 2026-03-04T05:06:07.123456789
                    'abc'::blob                                    | Utf8                             | YWJj
                    [1.50::decimal(4,2)]                           | Utf8                             | [1.50]
                    array_value(1.50::decimal(4,2))                | Utf8                             | [1.50]
                    """)
    void keepsTypesAndValues(String sql, String type, String value) throws SQLException, IOException {
        ArrowAnswer read = ArrowAnswer.read(
                write("SELECT NULL::bigint AS n, x AS v FROM (SELECT " + sql + " AS x UNION ALL SELECT NULL)"));
        assertThat(read.types()).containsExactly("n: Int(64, true)", "v: " + type);
        assertThat(read.rows()).containsExactly("null|" + value, "null|null");
    }

    @Test
    void sendsManyRowsInBatches() throws SQLException, IOException {
        Random random = new Random(SEED);
        int rows = 150_000 + random.nextInt(8);
        String sql = "SELECT CASE WHEN i % 7 <> 3 THEN i END AS i, i % 3 = 0 AS b,"
                + " CASE WHEN i % 5 > 0 THEN repeat('é', (i % 11)::int) END AS t, (i - 9)::decimal(12, 1) AS d"
                + " FROM range(" + rows + ") r(i)";
        ArrowAnswer read = ArrowAnswer.read(write(sql));
        assertThat(read.batches()).isGreaterThan(2);
        List<String> expected = IntStream.range(0, rows)
                .mapToObj(i -> (i % 7 == 3 ? "null" : String.valueOf(i)) + "|" + (i % 3 == 0) + "|"
                        + (i % 5 == 0 ? "null" : "é".repeat(i % 11)) + "|" + (i - 9) + ".0")
                .toList();
        assertThat(read.rows().equals(expected)).as("all rows in their order").isTrue();
    }

    @Test
    void keepsABatchSmallWhereRowsAreLarge() throws SQLException, IOException {
        ArrowAnswer read = ArrowAnswer.read(write("SELECT repeat('x', 1000000) AS t FROM range(20)"));
        assertThat(read.batches()).isBetween(4, 10);
        assertThat(read.rows()).hasSize(20).allMatch(row -> row.length() == 1_000_000);
    }

    @Test
    void countsWhatTellsNullsAndEndsToo() throws SQLException, IOException {
        String columns = IntStream.range(0, 100).mapToObj(i -> "'' AS c" + i).collect(Collectors.joining(", "));
        ArrowAnswer read = ArrowAnswer.read(write("SELECT " + columns + " FROM range(65536)"));
        assertThat(read.batches()).isBetween(6, 8);
        assertThat(read.rows()).hasSize(65_536).containsOnly("|".repeat(99));
    }

    @Test
    void keepsNoRoomOfLongValuesForTheNextBatch() {
        ArrowBuffer buffer = new ArrowBuffer();
        int least = buffer.held();
        buffer.addBytes(new byte[1_000_000]);
        assertThat(buffer.held()).isGreaterThan(least);
        buffer.clear();
        assertThat(buffer.held()).isEqualTo(least);
    }

    @Test
    void hasColumnsAlsoWithoutRows() throws SQLException, IOException {
        ArrowAnswer read = ArrowAnswer.read(write("SELECT 1 AS a, 'x' AS \"é b\" WHERE false"));
        assertThat(read.types()).containsExactly("a: Int(32, true)", "é b: Utf8");
        assertThat(read.rows()).isEmpty();
    }

    @Test
    void endsWithTheMarkOfAnEnd() throws SQLException, IOException {
        byte[] bytes = write("SELECT 1 AS a");
        assertThat(Arrays.copyOfRange(bytes, bytes.length - 8, bytes.length))
                .containsExactly(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);
    }

    @Test
    void refusesANumberThatArrowDoesNotHold() {
        assertThatThrownBy(() -> write("SELECT 170141183460469231731687303715884105727::hugeint AS total"))
                .isInstanceOf(UnfitValueException.class)
                .hasMessageContaining("column 'total'")
                .hasMessageContaining("Arrow")
                .hasMessageContaining("varchar");
    }

    private static byte[] write(String sql) throws SQLException, IOException {
        return WrittenAnswer.of(sql, ResultFormat.ARROW);
    }
}
