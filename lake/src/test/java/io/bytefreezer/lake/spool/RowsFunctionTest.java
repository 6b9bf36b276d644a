package io.bytefreezer.lake.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.lake.table.ColumnType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsFunctionTest {

    private static final long SEED = 20_261_128;
    private static final Instant HOUR = Instant.parse("2026-03-04T05:00:00Z");
    private static final long HOUR_MICROS = HOUR.getEpochSecond() * 1_000_000;
    private static final List<SpoolColumn> COLUMNS = List.of(
            new SpoolColumn(2, "text", ColumnType.STRING, false),
            new SpoolColumn(3, "whole", ColumnType.LONG, false),
            new SpoolColumn(4, "small", ColumnType.INT, false),
            new SpoolColumn(5, "real", ColumnType.DOUBLE, false),
            new SpoolColumn(6, "flag", ColumnType.BOOLEAN, false),
            new SpoolColumn(300, "fresh", ColumnType.LONG, true));
    private static final String ALL =
            "concat_ws('|', event_time, _raw_partition, _raw_offset, coalesce(text, '-'), coalesce(whole, 0),"
                    + " coalesce(small, 0), coalesce(real, 0), coalesce(flag, false), coalesce(fresh, '-'))";

    @TempDir
    private Path directory;

    private Connection duckdb;
    private RowsFunction function;

    /** What a row is to give again. */
    private record Expected(long time, int partition, long offset, String rest) {
        @Override
        public String toString() {
            return time + "|" + partition + "|" + offset + "|" + rest;
        }
    }

    @BeforeEach
    void open() throws SQLException {
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
        function = RowsFunction.register(duckdb);
    }

    @AfterEach
    void close() throws SQLException {
        duckdb.close();
        function.close();
    }

    @Test
    void givesEveryRowOfAnHourWithAllItsValuesInTheOrderOfTheLakesFiles() throws IOException, SQLException {
        Random random = new Random(SEED);
        RowBytes row = new RowBytes();
        List<Expected> written = new ArrayList<>();
        Path file = directory.resolve("rows");
        try (OutputStream out = Files.newOutputStream(file)) {
            // More than some chunks, and many rows at the same microsecond.
            for (int i = 0; i < 10_000; i++) {
                written.add(write(row, random, HOUR_MICROS + random.nextInt(3_000) * 1_199_999L, i));
                out.write(row.array(), 0, row.length());
            }
        }
        written.sort(Comparator.comparingLong(Expected::time)
                .thenComparingInt(Expected::partition)
                .thenComparingLong(Expected::offset));

        try (RowsFunction.Offer offer = function.offer(new SpoolFile(file, HOUR, COLUMNS))) {
            assertThat(strings("SELECT " + ALL + " FROM " + offer.sql()))
                    .as("seed %d", SEED)
                    .isEqualTo(written.stream().map(Expected::toString).toList());
            assertThat(strings("SELECT count(*) FROM " + offer.sql())).containsExactly("10000");
            assertThat(strings("SELECT count(small) + count(flag) FROM " + offer.sql() + " WHERE whole IS NULL"))
                    .hasSize(1);
        }
    }

    @Test
    void givesOnlyRowsOfTheOffsetsAskedForFromSeveralFiles() throws IOException, SQLException {
        List<Path> files = new ArrayList<>();
        RowBytes row = new RowBytes();
        for (int part = 0; part < 3; part++) {
            Path file = directory.resolve("rows-" + part);
            try (OutputStream out = Files.newOutputStream(file)) {
                for (int i = 0; i < 10; i++) {
                    row.begin(HOUR_MICROS, HOUR_MICROS, 7, 100 * part + i);
                    row.eventId("id");
                    row.place(i % 2, 10 * part + i);
                    row.end();
                    out.write(row.array(), 0, row.length());
                }
            }
            files.add(file);
        }
        files.add(Files.createFile(directory.resolve("empty")));
        List<HotRows.Span> spans = List.of(new HotRows.Span(0, 6, 13), new HotRows.Span(1, 29, 30));

        try (RowsFunction.Offer offer = function.offer(new HotRows(files, List.of(), spans, 5))) {
            assertThat(strings("SELECT _raw_offset FROM " + offer.sql()))
                    .containsExactly("6", "8", "100", "102", "209");
            // Each part of a statement goes its own way.
            assertThat(strings("SELECT count(*) FROM " + offer.sql() + " a JOIN " + offer.sql()
                            + " b ON a._raw_offset = b._raw_offset"))
                    .containsExactly("5");
        }
    }

    @Test
    void takesTextsOfManyMegabytes() throws IOException, SQLException {
        Path file = directory.resolve("rows");
        RowBytes row = new RowBytes();
        byte[] text = "x".repeat(20_000_000).getBytes(UTF_8);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < 5; i++) {
                row.begin(HOUR_MICROS + i, HOUR_MICROS, 0, i);
                row.text(2, text, 0, text.length - i);
                row.end();
                out.write(row.array(), 0, row.length());
            }
        }

        try (RowsFunction.Offer offer = function.offer(new SpoolFile(file, HOUR, COLUMNS))) {
            assertThat(strings("SELECT length(text) FROM " + offer.sql()))
                    .containsExactly("20000000", "19999999", "19999998", "19999997", "19999996");
        }
    }

    @Test
    void givesNothingThatIsNotOffered() throws IOException, SQLException {
        Path file = Files.createFile(directory.resolve("rows"));
        String sql;
        try (RowsFunction.Offer offer = function.offer(new SpoolFile(file, HOUR, COLUMNS))) {
            sql = "SELECT count(*) FROM " + offer.sql();
            assertThat(strings(sql)).containsExactly("0");
        }
        assertThatThrownBy(() -> strings(sql)).hasMessageContaining("no rows have the number 1");
    }

    @Test
    void leavesNothingBehindInTheDriver() {
        assertThat(DuckDBDriver.registeredFunctions()).isEmpty();
    }

    private static Expected write(RowBytes row, Random random, long time, long offset) {
        int partition = random.nextInt(3);
        row.begin(time, time, partition, offset / 7);
        row.eventId("id-" + offset);
        String text = random.nextBoolean() ? "é😀 " + random.nextInt() : "";
        if (!text.isEmpty()) {
            row.text(2, text.toCharArray(), 0, text.length());
        }
        long whole = random.nextBoolean() ? random.nextLong() : 0;
        if (whole != 0) {
            row.wholeNumber(3, whole);
        }
        int small = random.nextInt(3) - 1;
        row.smallNumber(4, small);
        double real = random.nextInt(4) / 4.0;
        if (real > 0) {
            row.floatingNumber(5, real);
        }
        boolean flag = random.nextBoolean();
        row.flag(6, flag);
        String fresh = random.nextInt(9) == 0 ? Integer.toString(random.nextInt(9)) : "-";
        if (!fresh.equals("-")) {
            row.text(300, fresh.getBytes(UTF_8), 0, 1);
        }
        row.end();
        String rest = (text.isEmpty() ? "-" : text) + "|" + whole + "|" + small + "|" + real + "|" + flag + "|" + fresh;
        return new Expected(time, partition, offset / 7, rest);
    }

    private List<String> strings(String sql) throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> strings = new ArrayList<>();
            while (result.next()) {
                strings.add(result.getString(1));
            }
            return strings;
        }
    }
}
