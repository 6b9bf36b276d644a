package io.bytefreezer.lake.bloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.S3Location;
import io.bytefreezer.lake.filter.Needle;
import io.bytefreezer.lake.read.LakeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters written here and by DuckDB, read here and by DuckDB. */
class BloomWriterTest {

    private static final int ROWS = 30_000;
    private static final int TEXT = 1;
    private static final int NUMBER = 2;
    private static final int FEW = 3;
    private static final int MISSING = 9;

    @TempDir
    Path directory;

    private static final ColumnHashes NOTHING_SEEN = new ColumnHashes(List.of());

    private Connection connection;
    private Path file;

    @BeforeEach
    void write() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        file = directory.resolve("a.parquet");
        execute("COPY (SELECT md5(i::VARCHAR) AS t, CASE WHEN i % 7 > 0 THEN i * 1000 END AS n, 'host-' || i % 5 AS"
                + " few, repeat(md5('x' || i), 3) AS filler FROM range(" + ROWS + ") r(i)) TO '" + file
                + "' (FORMAT parquet, ROW_GROUP_SIZE 8192, FIELD_IDS {t: 1, n: 2, few: 3, filler: 4})");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String answer(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private void read(List<String> columns, BloomWriter.Sink sink) {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT " + String.join(", ", columns) + " FROM '" + file + "'")) {
            @Nullable Object[] values = new Object[columns.size()];
            while (rows.next()) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = rows.getObject(i + 1);
                }
                sink.row(values);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static LakeFile lakeFile(Path path) {
        try {
            return new LakeFile(
                    S3Location.parse("s3://bucket/" + path.getFileName()), Files.size(path), ROWS, Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean mayHold(int field, Object... values) {
        return mayHold(new AtomicLong(), field, values);
    }

    private boolean mayHold(AtomicLong read, int field, Object... values) {
        BloomPruner pruner = new BloomPruner((asked, offset, length) -> {
            read.addAndGet(length);
            try {
                byte[] all = Files.readAllBytes(file);
                return Arrays.copyOfRange(all, (int) offset, (int) offset + length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return !pruner.prune(List.of(lakeFile(file)), List.of(new Needle(field, List.of(values))))
                .isEmpty();
    }

    private String md5(int number) {
        return answer("SELECT md5('" + number + "')");
    }

    @Test
    void leavesTheRowsAsTheyWere() throws IOException {
        String before = answer("SELECT bit_xor(hash(f)) || count(*) FROM '" + file + "' f");

        long size = BloomWriter.add(file, List.of("t", "n", "none"), NOTHING_SEEN, this::read);

        assertThat(size).isEqualTo(Files.size(file));
        assertThat(answer("SELECT bit_xor(hash(f)) || count(*) FROM '" + file + "' f"))
                .isEqualTo(before);
        assertThat(answer("SELECT count(bloom_filter_offset) FROM parquet_metadata('" + file + "')"))
                .isEqualTo("12");
        assertThat(BloomWriter.add(file, List.of("t", "n"), NOTHING_SEEN, this::read))
                .as("what has filters gets none")
                .isEqualTo(size);
    }

    @Test
    void findsEveryValueAndHardlyAnyOther() {
        BloomWriter.add(file, List.of("t", "n"), NOTHING_SEEN, this::read);

        assertThat(IntStream.range(0, 100)).allMatch(i -> mayHold(TEXT, md5(i * 299)));
        assertThat(IntStream.range(1, 100).filter(i -> i * 299 % 7 > 0)).allMatch(i -> mayHold(NUMBER, i * 299_000L));
        assertThat(IntStream.range(0, 200)
                        .filter(i -> mayHold(TEXT, "none-" + i))
                        .count())
                .isLessThan(10);
        assertThat(IntStream.range(0, 200).filter(i -> mayHold(NUMBER, 1L + i)).count())
                .isLessThan(10);
    }

    @Test
    void readsLittleOfAFile() throws IOException {
        BloomWriter.add(file, List.of("t"), NOTHING_SEEN, this::read);
        AtomicLong read = new AtomicLong();

        assertThat(mayHold(read, TEXT, "not there")).isFalse();

        assertThat(Files.size(file)).isGreaterThan(1_500_000);
        assertThat(read).hasValueLessThan(20_000);
    }

    @Test
    void writesFiltersThatDuckDbReads() {
        BloomWriter.add(file, List.of("t", "n"), NOTHING_SEEN, this::read);

        assertThat(excluded("t", "'" + md5(12_345) + "'")).isEqualTo("3");
        assertThat(excluded("t", "'not there'")).isEqualTo("4");
        assertThat(excluded("n", "12345000")).isEqualTo("3");
        assertThat(excluded("n", "-1")).isEqualTo("4");
    }

    @Test
    void takesHashesOfWhatWasWrittenInsteadOfReadingItAgain() throws IOException {
        ColumnHashes seen = new ColumnHashes(List.of("few", "t"));
        seen.begin();
        read(List.of("few", "t"), values -> {
            seen.text(0, values[0].toString().getBytes(StandardCharsets.UTF_8));
            seen.text(1, values[1].toString().getBytes(StandardCharsets.UTF_8));
        });
        Path other = Files.copy(file, directory.resolve("b.parquet"));
        BloomWriter.add(file, List.of("t"), NOTHING_SEEN, this::read);

        BloomWriter.add(other, List.of("t"), seen, (columns, sink) -> {
            throw new AssertionError("read again");
        });

        assertThat(other).hasSameBinaryContentAs(file);
    }

    @Test
    void readsAFileAgainOfWhichNotAllRowsWereSeen() throws IOException {
        ColumnHashes seen = new ColumnHashes(List.of("t"));
        seen.begin();
        seen.text(0, null);
        Path other = Files.copy(file, directory.resolve("b.parquet"));
        BloomWriter.add(other, List.of("t"), NOTHING_SEEN, this::read);

        BloomWriter.add(file, List.of("t"), seen, this::read);

        assertThat(other).hasSameBinaryContentAs(file);
    }

    private String excluded(String column, String value) {
        return answer("SELECT count(*) FILTER (bloom_filter_excludes) FROM parquet_bloom_probe('" + file + "', '"
                + column + "', " + value + ")");
    }

    @Test
    void readsFiltersOfDuckDb() {
        assertThat(mayHold(FEW, "host-4")).isTrue();
        assertThat(mayHold(FEW, "host-5")).isFalse();
        assertThat(mayHold(FEW, "host-5", "host-1")).isTrue();
    }

    @Test
    void keepsFilesOfWhichNothingIsKnownButNotThoseWithoutTheColumn() {
        assertThat(mayHold(TEXT, "not there")).isTrue();
        assertThat(mayHold(MISSING, "anything")).isFalse();
    }
}
