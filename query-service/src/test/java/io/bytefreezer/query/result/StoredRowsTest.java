package io.bytefreezer.query.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredRowsTest {

    private static final List<@Nullable Object[]> ROWS = rows();

    private static List<@Nullable Object[]> rows() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("a\"b", Arrays.asList(1, null, new BigDecimal("2.50")));
        map.put("", null);
        @Nullable Object[] numbers = {
            1, Long.MIN_VALUE, new BigInteger("170141183460469231731687303715884105727"), (short) 3, -0.0, 1e10,
        };
        @Nullable Object[] decimals = {
            new BigDecimal("1.10"),
            new BigDecimal("0.00"),
            new BigDecimal("1E+20"),
            new BigDecimal("1E-20"),
            Double.MAX_VALUE,
            Double.MIN_VALUE,
        };
        @Nullable Object[] floats = {0.1f, 1.2345679E10f, Float.MIN_VALUE, Float.MAX_VALUE, 100.0f, -0.0f};
        @Nullable Object[] texts = {"", null, "NaN", "line\nline\r\n,\"q\"", "\u0000ü𝄞\u2028", "[1,2]"};
        @Nullable Object[] nested = {map, List.of(), Map.of(), true, false, List.of(List.of(1.5, "x"))};
        return List.of(numbers, decimals, floats, texts, nested);
    }

    private static String write(ResultFormat format, List<@Nullable Object[]> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ResultWriter writer = format.writer(out);
        writer.columns(IntStream.range(0, 6)
                .mapToObj(i -> new ResultColumn("c" + i, "ANY"))
                .toList());
        for (@Nullable Object[] row : rows) {
            writer.row(row);
        }
        writer.end(new ResultSummary(rows.size(), false, Duration.ZERO, List.of()));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static byte[] stored(List<@Nullable Object[]> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        rows.forEach(row -> out.writeBytes(StoredRows.line(row)));
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameTextInEveryFormAfterItWasOnDisk(ResultFormat format) throws IOException {
        try (StoredRows stored = new StoredRows(new ByteArrayInputStream(stored(ROWS)))) {
            List<@Nullable Object[]> read =
                    List.of(stored.next(), stored.next(), stored.next(), stored.next(), stored.next());

            assertThat(write(format, read)).isEqualTo(write(format, ROWS));
        }
    }

    @Test
    void isALineForEachRow() {
        assertThat(new String(stored(ROWS), StandardCharsets.UTF_8).lines()).hasSize(ROWS.size());
    }

    @Test
    void passesOverRowsAndTellsWhereThereAreNone() throws IOException {
        try (StoredRows stored = new StoredRows(new ByteArrayInputStream(stored(ROWS)))) {
            stored.skip(4);
            assertThat(stored.next()).hasSize(6);
            assertThatThrownBy(stored::next).isInstanceOf(IOException.class).hasMessageContaining("no row");
        }
        byte[] cut = Arrays.copyOf(stored(ROWS), 20);
        try (StoredRows stored = new StoredRows(new ByteArrayInputStream(cut))) {
            assertThatThrownBy(stored::next).isInstanceOf(IOException.class);
        }
    }
}
