package io.bytefreezer.benchmarks.query;

import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.lake.LakeSettings;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.commit.Append;
import io.bytefreezer.lake.commit.CommitOutcome;
import io.bytefreezer.lake.commit.RetryPolicy;
import io.bytefreezer.lake.commit.TableCommitter;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.write.DataFileStore;
import io.bytefreezer.lake.write.FileMerger;
import io.bytefreezer.lake.write.ParquetFile;
import io.bytefreezer.lake.write.ParquetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;

/**
 * Makes the table as upkeep leaves it: a sorted file for each hour. DuckDB makes the rows, since shaping events is not what is measured; the files are written, described and
 * committed by the lake's own code.
 */
final class TableMaker implements AutoCloseable {

    private static final String TOPIC_ID = "measured-topic-id";
    private static final long MEMORY_BYTES = 2L << 30;

    private final Path directory;
    private final LakeCatalog catalog;
    private final FileMerger merger;
    private final DataFileStore store;

    TableMaker(LakeSettings settings, Path directory, int threads) {
        this.directory = directory;
        this.catalog = LakeCatalog.open(settings);
        this.merger = FileMerger.open(new ParquetWriter.Limits(MEMORY_BYTES, threads, directory.resolve("spill")));
        this.store = new DataFileStore(catalog.s3());
    }

    /** Makes it, and says how many bytes its files have. */
    long make(MeasuredTable measured, TableId id) {
        Table table = catalog.loadOrCreate(id);
        UpdateSchema schema = table.updateSchema();
        MeasuredTable.columns().forEach(schema::addColumn);
        schema.commit();
        TableCommitter committer = new TableCommitter(store, RetryPolicy.DEFAULT, new Random(1));
        long bytes = 0;
        for (int hour = 0; hour < measured.hours(); hour++) {
            DataFile file = file(table, measured, hour);
            bytes += file.fileSizeInBytes();
            Append append = Append.of(
                    TOPIC_ID,
                    hour == 0 ? Optional.empty() : Optional.of(TOPIC_ID),
                    Map.of(0, new Append.Range(measured.before(hour), measured.before(hour + 1))),
                    List.of(file));
            CommitOutcome outcome = committer.commit(table, append);
            if (!(outcome instanceof CommitOutcome.Committed)) {
                throw new BenchmarkException("hour " + hour + " was not committed: " + outcome, null);
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        try (catalog) {
            merger.close();
        }
    }

    private DataFile file(Table table, MeasuredTable measured, int hour) {
        Path made = directory.resolve("made-" + hour + ".parquet");
        Path sorted = directory.resolve("sorted-" + hour + ".parquet");
        List<Column> columns = table.schema().columns().stream().map(Column::of).toList();
        Map<String, Integer> ids = new LinkedHashMap<>();
        columns.forEach(column -> ids.put(column.name(), column.fieldId()));
        try {
            run(measured.copy(hour, ids, made));
            long rows = measured.before(hour + 1) - measured.before(hour);
            ParquetFile file = merger.merge(
                            new FileMerger.Sources(List.of(made), rows, measured.hour(hour)), columns, List.of(sorted))
                    .getFirst();
            return store.upload(table, file);
        } finally {
            delete(made);
            delete(sorted);
        }
    }

    private static void run(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute(sql);
        } catch (SQLException e) {
            throw new BenchmarkException("DuckDB does not make the rows: " + sql, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new BenchmarkException("cannot delete " + file, e);
        }
    }
}
