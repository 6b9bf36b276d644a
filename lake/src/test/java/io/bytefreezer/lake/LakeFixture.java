package io.bytefreezer.lake;

import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.lake.bloom.BloomPruner;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.commit.Append;
import io.bytefreezer.lake.commit.CommitOutcome;
import io.bytefreezer.lake.commit.RetryPolicy;
import io.bytefreezer.lake.commit.TableCommitter;
import io.bytefreezer.lake.filter.Condition;
import io.bytefreezer.lake.filter.Constant;
import io.bytefreezer.lake.filter.Operator;
import io.bytefreezer.lake.read.DuckSession;
import io.bytefreezer.lake.read.FileCache;
import io.bytefreezer.lake.read.PinnedFiles;
import io.bytefreezer.lake.read.ScanPlanner;
import io.bytefreezer.lake.read.ScanScope;
import io.bytefreezer.lake.read.TableFiles;
import io.bytefreezer.lake.read.TableView;
import io.bytefreezer.lake.shape.RowShaper;
import io.bytefreezer.lake.shape.ShapedRow;
import io.bytefreezer.lake.shape.SystemValues;
import io.bytefreezer.lake.spool.SpoolFile;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.TableState;
import io.bytefreezer.lake.write.DataFileStore;
import io.bytefreezer.lake.write.ParquetWriter;
import io.bytefreezer.lake.write.SchemaEvolution;
import io.bytefreezer.runtime.config.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** A lake over a real store, and the steps a packer takes, in their order. */
public final class LakeFixture implements AutoCloseable {

    public static final String TOPIC = "topic-id-1";
    public static final Instant HOUR = Instant.parse("2026-03-04T05:00:00Z");

    private final S3Fixture s3 = S3Fixture.start();
    private final Path directory;
    private final LakeSettings settings;
    private final LakeCatalog catalog;
    private final FileCache cache;
    private final ParquetWriter writer;

    public LakeFixture(Path directory) {
        this(directory, new CatalogSettings.Embedded(directory.resolve("catalog")));
    }

    public LakeFixture(Path directory, CatalogSettings catalogSettings) {
        this.directory = directory;
        StorageSettings.Credentials keys = new StorageSettings.Credentials(s3.accessKey(), new Secret(s3.secretKey()));
        this.settings = new LakeSettings(
                new StorageSettings(Optional.of(s3.endpoint()), s3.region(), s3.bucket(), Optional.of(keys), true),
                catalogSettings);
        this.catalog = LakeCatalog.open(settings);
        this.cache = FileCache.open(directory.resolve("cache"), 1 << 24, catalog.s3());
        this.writer = ParquetWriter.open(new ParquetWriter.Limits(256 << 20, 1, directory.resolve("spill")));
    }

    public LakeSettings settings() {
        return settings;
    }

    public LakeCatalog catalog() {
        return catalog;
    }

    public FileCache cache() {
        return cache;
    }

    public DataFileStore files() {
        return new DataFileStore(catalog.s3());
    }

    public TableCommitter committer() {
        return new TableCommitter(files(), RetryPolicy.DEFAULT, new Random(1));
    }

    /**
     * A row before it is shaped.
     *
     * @param offset raw offset; its event's id follows from it and the partition
     */
    public record Row(Instant time, int partition, long offset, String body) {
        public UUID eventId() {
            return eventId(partition, offset);
        }

        public static UUID eventId(int partition, long offset) {
            return new UUID(partition, offset);
        }
    }

    /** Writes and uploads one file of one hour; row n has the raw offset {@code firstOffset + n} and happens n seconds into the hour. */
    public DataFile file(Table table, Instant hour, long firstOffset, List<String> bodies) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            rows.add(new Row(hour.plusSeconds(i), 0, firstOffset + i, bodies.get(i)));
        }
        return file(table, rows);
    }

    /** Writes and uploads one file of rows of one hour. */
    public synchronized DataFile file(Table table, List<Row> rows) {
        RowShaper shaper = new RowShaper(TableState.read(table).bodyColumns(), 1_000);
        Path spool = directory.resolve(UUID.randomUUID() + ".rows");
        try (OutputStream out = Files.newOutputStream(spool)) {
            // Written backwards, so that only sorting brings them into order.
            for (Row row : rows.reversed()) {
                ShapedRow shaped = shaper.shape(
                        new SystemValues(
                                row.time(),
                                row.time().plusMillis(1),
                                row.eventId().toString(),
                                row.partition(),
                                row.offset()),
                        row.body().getBytes(StandardCharsets.UTF_8));
                shaped.writeTo(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Instant hour = rows.getFirst().time().truncatedTo(ChronoUnit.HOURS);
        return file(table, new SpoolFile(spool, hour, shaper.columns()));
    }

    private DataFile file(Table table, SpoolFile spool) {
        List<Column> columns = switch (SchemaEvolution.ensure(table, spool.columns())) {
            case SchemaEvolution.Outcome.Ready ready -> ready.columns();
            case SchemaEvolution.Outcome.Conflict conflict -> throw new AssertionError(conflict);
        };
        Path parquet = directory.resolve(UUID.randomUUID() + ".parquet");
        return files().upload(table, writer.write(spool, columns, parquet));
    }

    /** Appends rows as partition 0's next. */
    public CommitOutcome append(Table table, Instant hour, long from, String... bodies) {
        DataFile file = file(table, hour, from, List.of(bodies));
        return committer().commit(table, batch(0, from, from + bodies.length, file));
    }

    public static Append batch(int partition, long from, long next, DataFile... files) {
        return Append.of(TOPIC, Optional.empty(), Map.of(partition, new Append.Range(from, next)), List.of(files));
    }

    public boolean exists(DataFile file) {
        S3Location location = S3Location.parse(file.location());
        return catalog
                .s3()
                .listObjectsV2(request -> request.bucket(location.bucket()).prefix(location.key()))
                .contents()
                .stream()
                .anyMatch(object -> object.key().equals(location.key()));
    }

    /** How many of the table's files may have a row with this text in column s, as far as manifests and filters tell. */
    public int withValue(Table table, TableId id, String value) {
        table.refresh();
        Condition condition = new Condition.Compare("s", Operator.EQUAL, new Constant.Text(value));
        TableFiles plan = ScanPlanner.plan(id, table, ScanScope.ALL.where(condition));
        return new BloomPruner(cache::range).prune(plan.files(), plan.needles()).size();
    }

    /** Runs SQL on a table in a locked session and gives each row's cells, joined by a bar. */
    public List<String> query(TableId id, String sql) {
        TableFiles plan = ScanPlanner.plan(id, catalog.loadOrCreate(id), Optional.empty());
        try (PinnedFiles pinned = cache.pin(plan.files());
                DuckSession session = DuckSession.open(
                        new DuckSession.Limits(256 << 20, 1),
                        List.of(new TableView(id, plan.columns(), pinned.paths())),
                        Optional.of(id.tenant()));
                Statement statement = session.connection().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    cells.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", cells));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** A thousand bodies whose field {@code s} begins with the id, too wide for a small file. */
    public static String[] wide(String id) {
        Random noise = new Random(id.hashCode());
        return IntStream.range(0, 1_000)
                .mapToObj(n -> "{\"s\":\"%s-%d\",\"noise\":\"%x\"}".formatted(id, n, new BigInteger(1_600, noise)))
                .toArray(String[]::new);
    }

    /** All rows as Iceberg's own reader gives them, each row's cells joined by a bar. */
    public static List<String> icebergRows(Table table) {
        List<String> rows = new ArrayList<>();
        table.refresh();
        try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
            for (Record row : records) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < row.size(); i++) {
                    cells.add(cell(row.get(i)));
                }
                rows.add(String.join("|", cells));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static String cell(@Nullable Object value) {
        return value instanceof OffsetDateTime time
                ? String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant()))
                : String.valueOf(value);
    }

    @Override
    public void close() {
        writer.close();
        cache.close();
        catalog.close();
        s3.close();
    }
}
