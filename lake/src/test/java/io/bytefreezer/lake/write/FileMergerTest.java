package io.bytefreezer.lake.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.TableLayout;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merges in a memory that does not hold what is merged, and in one that does. */
class FileMergerTest {

    private static final Instant HOUR = Instant.parse("2026-03-04T05:00:00Z");
    private static final long MIB = 1 << 20;
    private static final String SPREAD = "cast(hash(i) % 3600000000 as bigint)";
    private static final List<Column> COLUMNS = columns();
    private static final List<Column> SORTED_COLUMNS = COLUMNS.stream()
            .map(column -> new Column(
                    column.fieldId(),
                    column.name(),
                    column.type(),
                    column.sqlType(),
                    false,
                    column.name().equals("body") ? 1 : 0))
            .toList();

    @TempDir
    Path directory;

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("SET TimeZone = 'UTC'");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void mergesWideRowsInAMemoryThatHoldsAFewOfThem() {
        // 100 MiB of values.
        Sources sources = sources(SPREAD, "repeat(md5(i::varchar), 320)", 5, 2_000);
        ParquetFile merged = merge(sources, 64 * MIB, 1).getFirst();
        assertSameRowsSorted(sources, List.of(merged));
        assertThat(numbers("SELECT max(row_group_num_rows) FROM parquet_metadata(" + path(merged.path()) + ")"))
                .as("no row group holds more than fits many times")
                .allMatch(rows -> rows < 4_000);
    }

    @Test
    void mergesRowsOfAMebibyteEach() {
        Sources sources = sources(SPREAD, "repeat(md5(i::varchar), 32768)", 6, 12);
        assertSameRowsSorted(sources, merge(sources, 64 * MIB, 1));
    }

    @Test
    void mergesRowsThatAllHappenedAtOnce() {
        Sources sources = sources("7", "repeat(md5(i::varchar), 640)", 4, 1_000);
        List<ParquetFile> merged = merge(sources, 64 * MIB, 2);
        assertThat(merged).extracting(file -> file.metrics().recordCount()).containsExactly(2_000L, 2_000L);
        assertSameRowsSorted(sources, merged);
    }

    @Test
    void triesSmallerSlicesWhereItsMemoryIsTaken() {
        // A row group of 40 MiB is decoded as a whole, so that the first slice does not fit beside it.
        Sources sources = sources(SPREAD, "repeat(md5(i::varchar), 32768)", 3, 40);
        assertSameRowsSorted(sources, merge(sources, 72 * MIB, 1));
    }

    @Test
    void makesFilesOfAboutAsManyRowsEachInTheirOrder() {
        Sources sources = sources("cast(sqrt(hash(i) % 12960000000000000000) as bigint)", "i::varchar", 4, 3_000);
        List<ParquetFile> merged = merge(sources, 64 * MIB, 3);
        assertThat(merged)
                .extracting(file -> file.metrics().recordCount())
                .allMatch(rows -> rows > 3_500 && rows < 4_500);
        assertSameRowsSorted(sources, merged);
    }

    @Test
    void saysTheSameOfAFileMadeOfSlicesAsOfOneMadeAtOnce() {
        String body = "CASE WHEN i % 3 = 0 THEN NULL ELSE i || repeat('é', 10000) END";
        Sources sources = sources(SPREAD, body, 4, 1_000);
        Metrics sliced = merge(sources, 48 * MIB, 1).getFirst().metrics();
        Metrics whole = merge(sources, 1024 * MIB, 1).getFirst().metrics();
        assertThat(sliced.recordCount()).isEqualTo(4_000);
        assertThat(sliced.lowerBounds()).isEqualTo(whole.lowerBounds()).hasSizeGreaterThan(6);
        assertThat(sliced.upperBounds()).isEqualTo(whole.upperBounds());
        assertThat(sliced.nullValueCounts()).isEqualTo(whole.nullValueCounts());
        assertThat(sliced.valueCounts()).isEqualTo(whole.valueCounts());
        assertThat(sliced.columnSizes()).containsOnlyKeys(whole.columnSizes().keySet());
    }

    @Test
    void givesEachRowGroupOfASlicedFileAFilter() {
        String body =
                "concat(md5(i || 'a'), md5(i || 'b'), md5(i || 'c'), md5(i || 'd'), repeat(md5(i::varchar), 320))";
        Sources sources = sources(SPREAD, body, 3, 2_000);
        Path merged = merge(sources, 48 * MIB, 1).getFirst().path();
        String filters = "SELECT count(*) FROM parquet_metadata(" + path(merged)
                + ") WHERE path_in_schema = 'event_id' AND bloom_filter_offset IS ";
        assertThat(numbers(filters + "NOT NULL")).allMatch(groups -> groups > 2);
        assertThat(numbers(filters + "NULL")).containsExactly(0L);
        assertThat(numbers("SELECT count(*) FROM " + path(merged) + " WHERE event_id = 'id-77'"))
                .containsExactly(1L);
    }

    @Test
    void removesWideRowsInAMemoryThatHoldsAFewOfThem() throws Exception {
        Sources sources = sources(SPREAD, "repeat(md5(i::varchar), 320)", 1, 8_000);
        Path target = directory.resolve("kept.parquet");
        UUID id = new UUID(1, 77);
        execute("COPY (SELECT * REPLACE (CASE WHEN _raw_offset = 77 THEN '" + id
                + "' ELSE event_id END AS event_id) FROM "
                + path(sources.paths().getFirst()) + ") TO " + path(directory.resolve("source.parquet"))
                + " (FORMAT parquet, ROW_GROUP_SIZE 2048, FIELD_IDS " + ids() + ")");
        Origins origins;
        try (OriginSpool spool = OriginSpool.ofRows(directory.resolve("origins.csv"))) {
            spool.add(77, id);
            origins = spool.seal(0, 77, 78);
        }
        try (RowRemover remover = RowRemover.open(limits(64 * MIB))) {
            RowRemover.Source source = new RowRemover.Source(directory.resolve("source.parquet"), 8_000, HOUR);
            Removal removal = remover.remove(origins, source, COLUMNS, target);
            assertThat(removal.removed()).isEqualTo(1);
            assertThat(removal.kept().orElseThrow().metrics().recordCount()).isEqualTo(7_999);
        }
        assertThat(numbers("SELECT count(*) FROM " + path(target) + " WHERE _raw_offset = 77"))
                .containsExactly(0L);
        assertSorted(target);
    }

    @Test
    void sortsByAColumnAlsoWhereItsRowsDoNotFitInMemory() {
        String host = "'h' || hash(i // 5) % 97";
        String body = "CASE WHEN i % 50 > 0 THEN concat(" + host + ", repeat(md5(" + host + "), 320)) END";
        Sources sources = sources(SPREAD, body, 5, 2_000);
        List<ParquetFile> merged = merge(sources, 64 * MIB, 2, SORTED_COLUMNS);

        String key = "(coalesce(body, ''), event_time, _raw_partition, _raw_offset)";
        String ordered = "SELECT count(*) FROM (SELECT " + key + " < lag(" + key
                + ") OVER (ORDER BY file_index, file_row_number) AS wrong FROM read_parquet(["
                + String.join(
                        ", ", merged.stream().map(file -> path(file.path())).toList())
                + "], file_row_number = true)) WHERE wrong";
        assertThat(numbers(ordered)).as("rows out of order").containsExactly(0L);
        assertThat(merged)
                .extracting(file -> file.metrics().recordCount())
                .as("files are alike")
                .allMatch(rows -> rows > 4_500 && rows < 5_500);
        assertThat(numbers("SELECT count(*) FROM parquet_metadata("
                        + path(merged.getFirst().path()) + ") WHERE path_in_schema = 'body'"))
                .as("row groups of several slices")
                .allMatch(groups -> groups > 2);
        assertSameRows(sources, merged.stream().map(ParquetFile::path).toList());
    }

    private record Sources(List<Path> paths, long rows) {}

    /** Files whose rows, by turns, are those of an hour; {@code i} counts them. */
    private Sources sources(String micros, String body, int files, int rowsOfEach) {
        List<Path> paths = new ArrayList<>();
        for (int file = 0; file < files; file++) {
            Path path = directory.resolve(UUID.randomUUID() + ".parquet");
            long hour = HOUR.toEpochMilli() * 1_000;
            execute("COPY (SELECT make_timestamptz(" + hour + " + " + micros + ") AS event_time, make_timestamptz("
                    + hour + ") AS received_at, 'id-' || i AS event_id, 0::int AS _raw_partition, i AS _raw_offset,"
                    + " NULL::varchar AS _rescued_data, i / 7 AS number, " + body + " AS body FROM range(" + file
                    + ", " + (long) files * rowsOfEach + ", " + files
                    + ") r(i) ORDER BY event_time, _raw_partition, _raw_offset) TO " + path(path)
                    + " (FORMAT parquet, COMPRESSION zstd, FIELD_IDS " + ids() + ")");
            paths.add(path);
        }
        return new Sources(paths, (long) files * rowsOfEach);
    }

    private static String ids() {
        return "{event_time: 1, received_at: 2, event_id: 3, _raw_partition: 4, _raw_offset: 5, _rescued_data: 6, number: 7, body: 8}";
    }

    private static List<Column> columns() {
        Stream<Types.NestedField> body = Stream.of(
                Types.NestedField.optional(7, "number", Types.DoubleType.get()),
                Types.NestedField.optional(8, "body", Types.StringType.get()));
        return Stream.concat(TableLayout.schema().columns().stream(), body)
                .map(Column::of)
                .toList();
    }

    private List<ParquetFile> merge(Sources sources, long memory, int files) {
        return merge(sources, memory, files, COLUMNS);
    }

    private List<ParquetFile> merge(Sources sources, long memory, int files, List<Column> columns) {
        List<Path> targets = Stream.generate(() -> directory.resolve(UUID.randomUUID() + ".parquet"))
                .limit(files)
                .toList();
        try (FileMerger merger = FileMerger.open(limits(memory))) {
            return merger.merge(new FileMerger.Sources(sources.paths(), sources.rows(), HOUR), columns, targets);
        }
    }

    private ParquetWriter.Limits limits(long memory) {
        return new ParquetWriter.Limits(memory, 1, directory.resolve("spill"));
    }

    private void assertSameRowsSorted(Sources sources, List<ParquetFile> merged) {
        List<Path> paths = merged.stream().map(ParquetFile::path).toList();
        assertSameRows(sources, paths);
        paths.forEach(this::assertSorted);
        for (int i = 1; i < merged.size(); i++) {
            assertThat(numbers("SELECT epoch_us(min(event_time)) FROM " + path(paths.get(i)))
                            .getFirst())
                    .isGreaterThanOrEqualTo(numbers("SELECT epoch_us(max(event_time)) FROM " + path(paths.get(i - 1)))
                            .getFirst());
        }
        for (ParquetFile file : merged) {
            assertThat(file.bytes()).isEqualTo(file.path().toFile().length());
        }
    }

    private void assertSameRows(Sources sources, List<Path> merged) {
        String sum = "SELECT bit_xor(hash(event_time, received_at, event_id, _raw_offset, number, body)) >> 1 FROM ";
        assertThat(numbers(sum + read(merged))).isEqualTo(numbers(sum + read(sources.paths())));
    }

    private void assertSorted(Path path) {
        String order = "(event_time, _raw_partition, _raw_offset)";
        assertThat(numbers("SELECT count(*) FROM (SELECT " + order + " < lag(" + order
                        + ") OVER (ORDER BY file_row_number) AS wrong FROM read_parquet(" + path(path)
                        + ", file_row_number = true)) WHERE wrong"))
                .as("rows out of order")
                .containsExactly(0L);
    }

    private static String read(List<Path> paths) {
        return "read_parquet(["
                + String.join(", ", paths.stream().map(FileMergerTest::path).toList()) + "])";
    }

    private static String path(Path path) {
        return "'" + path + "'";
    }

    private void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private List<Long> numbers(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<Long> numbers = new ArrayList<>();
            while (result.next()) {
                numbers.add(result.getLong(1));
            }
            return numbers;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}
