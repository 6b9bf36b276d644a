package io.bytefreezer.benchmarks.upkeep;

import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.commit.Append;
import io.bytefreezer.lake.commit.CommitOutcome;
import io.bytefreezer.lake.commit.RetryPolicy;
import io.bytefreezer.lake.commit.TableCommitter;
import io.bytefreezer.lake.spool.SpoolFile;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.TableOffsets;
import io.bytefreezer.lake.write.DataFileStore;
import io.bytefreezer.lake.write.ParquetWriter;
import io.bytefreezer.lake.write.SchemaEvolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/** Appends batch after batch, by the packer's own writer and committer. For one thread. */
final class Appender implements AutoCloseable {

    private static final String TOPIC = "measured";
    private static final long MEMORY = 512L << 20;
    private static final int PARTITION = 0;

    private final Scale scale;
    private final Events events;
    private final Ledger ledger;
    private final Path directory;
    private final Table table;
    private final List<Column> columns;
    private final DataFileStore store;
    private final TableCommitter committer;
    private final ParquetWriter writer;
    private int files;
    private long bytes;

    Appender(Scale scale, Ledger ledger, LakeCatalog catalog, Path directory) {
        this.scale = scale;
        this.ledger = ledger;
        this.directory = directory;
        this.events = new Events(scale, directory);
        this.table = catalog.loadOrCreate(CompactionMeasurement.TABLE);
        this.columns = columns(table);
        this.store = new DataFileStore(catalog.s3());
        this.committer = new TableCommitter(store, RetryPolicy.DEFAULT, RandomGenerator.getDefault());
        this.writer = ParquetWriter.open(new ParquetWriter.Limits(MEMORY, 1, directory.resolve("spill")));
    }

    void append(int batch) {
        try {
            List<DataFile> made = new ArrayList<>();
            for (SpoolFile spool : events.batch(batch)) {
                made.add(upload(spool));
            }
            long next = scale.first(batch + 1);
            ledger.enter(next, events.hours());
            Append append = Append.of(
                    TOPIC,
                    batch == 0 ? Optional.empty() : Optional.of(TOPIC),
                    Map.of(PARTITION, new Append.Range(scale.first(batch), next)),
                    made);
            if (!(committer.commit(table, append) instanceof CommitOutcome.Committed)) {
                throw new BenchmarkException("batch " + batch + " did not come into the table", null);
            }
            files += made.size();
            bytes += made.stream().mapToLong(DataFile::fileSizeInBytes).sum();
        } catch (IOException e) {
            throw new BenchmarkException("cannot write to " + directory, e);
        }
    }

    /** Offset behind the last event. */
    static long next(TableOffsets offsets) {
        return offsets.next(TOPIC, PARTITION).orElse(0);
    }

    Events events() {
        return events;
    }

    /** Files appended. */
    int files() {
        return files;
    }

    /** Bytes of them. */
    long bytes() {
        return bytes;
    }

    private DataFile upload(SpoolFile spool) throws IOException {
        Path target = directory.resolve("appended.parquet");
        DataFile file = store.upload(table, writer.write(spool, columns, target));
        Files.delete(target);
        Files.delete(spool.files().getFirst());
        return file;
    }

    private static List<Column> columns(Table table) {
        return switch (SchemaEvolution.ensure(table, Events.columns())) {
            case SchemaEvolution.Outcome.Ready ready -> ready.columns();
            case SchemaEvolution.Outcome.Conflict conflict ->
                throw new BenchmarkException("the table has other columns: " + conflict, null);
        };
    }

    @Override
    public void close() {
        writer.close();
    }
}
