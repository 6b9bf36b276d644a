package io.bytefreezer.lake.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.bloom.ColumnHashes;
import io.bytefreezer.lake.spool.RowBytes;
import io.bytefreezer.lake.spool.RowsFunction;
import io.bytefreezer.lake.spool.SpoolColumn;
import io.bytefreezer.lake.spool.SpoolFile;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import io.bytefreezer.lake.table.TableLayout;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows written as they are, beside the same rows written through SQL. */
class SpoolWriterTest {

    private static final long SEED = 20_261_129;
    private static final Instant HOUR = Instant.parse("2026-03-04T05:00:00Z");
    private static final long HOUR_MICROS = HOUR.getEpochSecond() * 1_000_000;
    private static final List<SpoolColumn> SPOOLED = List.of(
            new SpoolColumn(2, "text", ColumnType.STRING, false),
            new SpoolColumn(3, "whole", ColumnType.LONG, false),
            new SpoolColumn(4, "small", ColumnType.INT, false),
            new SpoolColumn(5, "real", ColumnType.DOUBLE, false),
            new SpoolColumn(6, "flag", ColumnType.BOOLEAN, false),
            new SpoolColumn(300, "a.b \"c\"", ColumnType.STRING, true),
            new SpoolColumn(301, "trace_id", ColumnType.STRING, false),
            new SpoolColumn(302, "at", ColumnType.TIMESTAMPTZ, false));
    private static final List<Column> COLUMNS = Stream.concat(
                    TableLayout.schema().columns().stream().map(Column::of),
                    Stream.of(
                            body(11, "flag", Types.BooleanType.get()),
                            body(12, "text", Types.StringType.get()),
                            body(13, "whole", Types.LongType.get()),
                            body(14, "small", Types.IntegerType.get()),
                            body(15, "real", Types.DoubleType.get()),
                            body(16, "a.b \"c\"", Types.StringType.get()),
                            body(17, "trace_id", Types.StringType.get()),
                            body(18, "at", Types.TimestampType.withZone())))
            .toList();
    private static final Schema SCHEMA = new Schema(Stream.concat(
                    TableLayout.schema().columns().stream(),
                    COLUMNS.stream()
                            .filter(column -> !TableLayout.isSystemName(column.name()))
                            .map(column -> Types.NestedField.optional(
                                    column.fieldId(),
                                    column.name(),
                                    column.type().toIceberg())))
            .toList());
    private static final List<String> TEXTS =
            List.of("", "GET", "POST", "łódź", "日本語", "🜁 air", "a\"b\\c\n", "x".repeat(5_000), "\u0000");

    @TempDir
    private Path directory;

    private WriterSession session;

    @BeforeEach
    void open() {
        session = WriterSession.open(new ParquetWriter.Limits(256 << 20, 1, directory.resolve("spill")));
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void writesTheSameRowsAndSaysTheSameOfThemAsDuckDb() throws IOException {
        // More rows than a row group has, in pages of 20,000.
        SpoolFile spool = spool(150_000, new Random(SEED));

        ParquetFile direct = direct(spool);
        ParquetFile copied = copied(spool);

        assertThat(direct.metrics().recordCount()).isEqualTo(150_000);
        assertThat(direct.metrics().valueCounts()).isEqualTo(copied.metrics().valueCounts());
        assertThat(direct.metrics().nullValueCounts())
                .isEqualTo(copied.metrics().nullValueCounts());
        assertThat(direct.metrics().nanValueCounts()).isEqualTo(copied.metrics().nanValueCounts());
        assertThat(direct.metrics().lowerBounds())
                .containsAllEntriesOf(copied.metrics().lowerBounds());
        assertThat(direct.metrics().upperBounds())
                .containsAllEntriesOf(copied.metrics().upperBounds());
        assertThat(direct.bytes()).isEqualTo(Files.size(direct.path()));
        assertThat(different(direct, copied)).as("seed %d", SEED).isZero();
        assertThat(schema(direct)).isEqualTo(schema(copied));
    }

    @Test
    void writesWhatIcebergsReaderReads() throws IOException {
        SpoolFile spool = spool(20_000, new Random(SEED + 1));
        List<Record> direct = icebergRows(direct(spool));

        assertThat(direct).hasSize(20_000);
        assertThat(direct.equals(icebergRows(copied(spool))))
                .as("seed %d", SEED + 1)
                .isTrue();
    }

    @Test
    void endsARowGroupWhereItsRowsWouldFillTheMemory() throws IOException {
        Path file = directory.resolve("wide");
        byte[] text = "0123456789abcdef".repeat(1 << 16).getBytes(UTF_8);
        RowBytes row = new RowBytes();
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < 70; i++) {
                row.begin(HOUR_MICROS + i, HOUR_MICROS, 0, i);
                row.eventId("id-" + i);
                row.text(2, text, 0, text.length - i);
                row.end();
                out.write(row.array(), 0, row.length());
            }
        }

        ParquetFile written = direct(new SpoolFile(file, HOUR, List.of(SPOOLED.getFirst())));

        assertThat(session.numbers(
                        "SELECT row_group_num_rows FROM parquet_metadata(" + path(written)
                                + ") WHERE path_in_schema = 'text' ORDER BY row_group_id",
                        "groups"))
                .containsExactly(32L, 32L, 6L);
        assertThat(session.numbers(
                        "SELECT length(text) FROM read_parquet(" + path(written) + ") ORDER BY _raw_offset", "rows"))
                .startsWith(1L << 20, (1L << 20) - 1)
                .endsWith((1L << 20) - 69);
    }

    @Test
    void boundsZerosOfBothSignsAndEveryRowGroup() throws IOException {
        Path file = directory.resolve("zeros");
        RowBytes row = new RowBytes();
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < 4; i++) {
                row.begin(HOUR_MICROS + i, HOUR_MICROS, 0, i);
                row.eventId("id-" + i);
                row.floatingNumber(5, i % 2 == 0 ? 0.0 : -0.0);
                row.end();
                out.write(row.array(), 0, row.length());
            }
        }

        ParquetFile written = direct(new SpoolFile(file, HOUR, List.of(SPOOLED.get(3))));

        for (String zero : List.of("0.0", "-0.0")) {
            assertThat(session.numbers(
                            "SELECT count(*) FROM read_parquet(" + path(written) + ") WHERE real = " + zero, "zeros"))
                    .containsExactly(4L);
        }
    }

    @Test
    void boundsNothingWhereAValueIsNotANumber() throws IOException {
        Path file = directory.resolve("nan");
        byte[] text = "x".repeat(17 << 20).getBytes(UTF_8);
        RowBytes row = new RowBytes();
        try (OutputStream out = Files.newOutputStream(file)) {
            // Two rows fill a row group.
            for (int i = 0; i < 6; i++) {
                row.begin(HOUR_MICROS + i, HOUR_MICROS, 0, i);
                row.eventId("id-" + i);
                row.text(2, text, 0, text.length);
                row.floatingNumber(5, i == 3 ? Double.NaN : i);
                row.wholeNumber(3, 10 - i);
                row.end();
                out.write(row.array(), 0, row.length());
            }
        }

        ParquetFile written =
                direct(new SpoolFile(file, HOUR, List.of(SPOOLED.getFirst(), SPOOLED.get(1), SPOOLED.get(3))));

        assertThat(written.metrics().lowerBounds()).containsKey(13).doesNotContainKey(15);
        assertThat(written.metrics().nanValueCounts()).doesNotContainKey(15);
        assertThat(written.metrics().lowerBounds().get(13).getLong(0)).isEqualTo(5);
        assertThat(written.metrics().upperBounds().get(13).getLong(0)).isEqualTo(10);
        assertThat(session.numbers("SELECT count(*) FROM read_parquet(" + path(written) + ") WHERE real > 3", "rows"))
                .containsExactly(3L);
    }

    @Test
    void leavesToSqlWhatSqlHasToMake() throws IOException {
        Path file = Files.createFile(directory.resolve("rows"));
        List<Column> columns = COLUMNS.stream()
                .filter(column ->
                        TableLayout.isSystemName(column.name()) || column.name().equals("whole"))
                .toList();

        assertThat(SpoolColumns.of(new SpoolFile(file, HOUR, List.of(SPOOLED.get(1))), columns))
                .isPresent();
        SpoolColumn isNew = new SpoolColumn(3, "whole", ColumnType.LONG, true);
        assertThat(SpoolColumns.of(new SpoolFile(file, HOUR, List.of(isNew)), columns))
                .isEmpty();
        SpoolColumn other = new SpoolColumn(3, "whole", ColumnType.INT, false);
        assertThat(SpoolColumns.of(new SpoolFile(file, HOUR, List.of(other)), columns))
                .isEmpty();
    }

    @Test
    void addsBloomFiltersForIds() throws IOException {
        SpoolFile spool = spool(10_000, new Random(SEED));
        try (ParquetWriter writer =
                ParquetWriter.open(new ParquetWriter.Limits(256 << 20, 1, directory.resolve("spill")))) {
            ParquetFile written = writer.write(spool, COLUMNS, directory.resolve("with-filters.parquet"));

            assertThat(session.numbers(
                            "SELECT count(bloom_filter_offset) FROM parquet_metadata(" + path(written) + ")",
                            "filters"))
                    .containsExactly(2L);
            assertThat(session.numbers("SELECT count(*) FROM read_parquet(" + path(written) + ")", "rows"))
                    .containsExactly(10_000L);
        }
    }

    @Test
    void leavesToSqlTablesWhoseOwnColumnsAnotherToolChanged() throws IOException {
        SpoolFile spool = new SpoolFile(Files.createFile(directory.resolve("rows")), HOUR, List.of());
        List<Column> own =
                TableLayout.schema().columns().stream().map(Column::of).toList();

        assertThat(SpoolColumns.of(spool, own)).isPresent();
        // Dropped, as an optional column can be.
        assertThat(SpoolColumns.of(
                        spool,
                        own.stream()
                                .filter(column -> !column.name().equals(TableLayout.RESCUED_DATA))
                                .toList()))
                .isEmpty();
        // Widened.
        assertThat(SpoolColumns.of(
                        spool,
                        own.stream()
                                .map(column -> column.name().equals(TableLayout.RAW_PARTITION)
                                        ? body(column.fieldId(), column.name(), Types.LongType.get())
                                        : column)
                                .toList()))
                .isEmpty();
    }

    private SpoolFile spool(int rows, Random random) throws IOException {
        Path file = directory.resolve("rows");
        RowBytes row = new RowBytes();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < rows; i++) {
                row.begin(HOUR_MICROS + random.nextInt(3_000) * 1_199_999L, HOUR_MICROS + i, random.nextInt(4), i);
                row.eventId(new UUID(random.nextLong(), random.nextLong()).toString());
                List<Runnable> fields = fields(row, random);
                fields.stream().filter(field -> random.nextInt(3) > 0).forEach(Runnable::run);
                row.end();
                out.write(row.array(), 0, row.length());
            }
        }
        return new SpoolFile(file, HOUR, SPOOLED);
    }

    private static List<Runnable> fields(RowBytes row, Random random) {
        List<Runnable> fields = new ArrayList<>();
        fields.add(() -> text(row, 2, TEXTS.get(random.nextInt(TEXTS.size() - (random.nextInt(500) > 0 ? 2 : 0)))));
        fields.add(() -> row.wholeNumber(3, random.nextLong()));
        fields.add(() -> row.smallNumber(4, random.nextInt()));
        fields.add(() -> row.floatingNumber(5, random.nextGaussian() * 1e9));
        fields.add(() -> row.flag(6, random.nextBoolean()));
        fields.add(() -> text(row, 300, "value " + random.nextInt(100)));
        fields.add(() -> row.wholeNumber(302, HOUR_MICROS + random.nextInt()));
        fields.add(() -> text(row, 301, Long.toHexString(random.nextLong())));
        return fields;
    }

    private static void text(RowBytes row, int field, String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        row.text(field, utf8, 0, utf8.length);
    }

    private ParquetFile direct(SpoolFile spool) {
        List<Column> columns = columns(spool);
        SpoolColumns places = SpoolColumns.of(spool, columns).orElseThrow();
        return new SpoolWriter(columns, new ColumnHashes(BloomColumns.of(columns)), places)
                .write(spool, directory.resolve("direct.parquet"));
    }

    private ParquetFile copied(SpoolFile spool) {
        Path target = directory.resolve("copied.parquet");
        List<Column> columns = columns(spool);
        try (RowsFunction.Offer rows = session.offer(spool, new ColumnHashes(BloomColumns.of(columns)))) {
            return session.copy(CopySql.of(rows.sql(), spool, columns, target), HOUR, target, columns);
        }
    }

    private static List<Column> columns(SpoolFile spool) {
        return COLUMNS.stream()
                .filter(column -> TableLayout.isSystemName(column.name())
                        || spool.columns().stream()
                                .anyMatch(spooled -> spooled.name().equals(column.name())))
                .toList();
    }

    private static List<Record> icebergRows(ParquetFile file) throws IOException {
        try (CloseableIterable<Record> rows = Parquet.read(
                        org.apache.iceberg.Files.localInput(file.path().toFile()))
                .project(SCHEMA)
                .createReaderFunc(stored -> GenericParquetReaders.buildReader(SCHEMA, stored))
                .build()) {
            List<Record> copies = new ArrayList<>();
            rows.forEach(row -> copies.add(row.copy()));
            return copies;
        }
    }

    /** Rows, by their place in the file, in which the two are not the same. */
    private long different(ParquetFile one, ParquetFile other) {
        return session.numbers(
                        "SELECT count(*) FROM (SELECT * FROM read_parquet(" + path(one)
                                + ")) a POSITIONAL JOIN (SELECT * FROM read_parquet(" + path(other)
                                + ")) b WHERE a IS DISTINCT FROM b",
                        "differences")
                .getFirst();
    }

    private List<String> schema(ParquetFile file) {
        List<String> schema = new ArrayList<>();
        session.answer(
                "SELECT concat_ws('|', column_name, column_type) FROM (DESCRIBE SELECT * FROM read_parquet("
                        + path(file) + ")) UNION ALL SELECT concat_ws('|', name, field_id) FROM parquet_schema("
                        + path(file) + ") WHERE field_id IS NOT NULL",
                1,
                "schema",
                values -> schema.add(String.valueOf(values[0])));
        return schema;
    }

    private static String path(ParquetFile file) {
        return WriterSession.text(file.path());
    }

    private static Column body(int id, String name, org.apache.iceberg.types.Type type) {
        return Column.of(Types.NestedField.optional(id, name, type));
    }
}
