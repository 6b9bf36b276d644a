package io.bytefreezer.provenance.replay;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.commit.RetryPolicy;
import io.bytefreezer.lake.read.FileCache;
import io.bytefreezer.lake.replace.ReplaceOutcome;
import io.bytefreezer.lake.replace.Replacement;
import io.bytefreezer.lake.replace.TableReplacer;
import io.bytefreezer.lake.spool.SpoolFile;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.write.DataFileStore;
import io.bytefreezer.lake.write.ParquetWriter;
import io.bytefreezer.lake.write.RowRemover;
import io.bytefreezer.lake.write.SchemaEvolution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a replay does to tables. Belongs to one thread. */
final class TableSide implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TableSide.class);

    /** Data files kept on local disk, because neighbouring steps rewrite the same ones; none may be larger. */
    private static final long CACHE_BYTES_MAX = 4L << 30;
    /** Memory of each of two DuckDB sessions before they spill. */
    private static final long DUCKDB_BYTES = 512L << 20;

    private static final int DUCKDB_THREADS = 2;

    private final DataFileStore store;
    private final ParquetWriter writer;
    private final RowRemover remover;
    private final FileCache cache;
    private final TableReplacer replacer;

    private TableSide(DataFileStore store, ParquetWriter writer, RowRemover remover, FileCache cache, Path directory) {
        this.store = store;
        this.writer = writer;
        this.remover = remover;
        this.cache = cache;
        this.replacer = new TableReplacer(
                new TableReplacer.Tools(cache, remover, store, directory),
                RetryPolicy.DEFAULT,
                RandomGenerator.getDefault());
    }

    /** Over the lake's store; what it needs on disk is below the directory, which the caller removes. */
    static TableSide open(LakeCatalog catalog, Path directory) {
        ParquetWriter.Limits limits =
                new ParquetWriter.Limits(DUCKDB_BYTES, DUCKDB_THREADS, directory.resolve("spill"));
        return new TableSide(
                new DataFileStore(catalog.s3()),
                ParquetWriter.open(limits),
                RowRemover.open(limits),
                FileCache.open(directory.resolve("files"), CACHE_BYTES_MAX, catalog.s3()),
                directory);
    }

    /**
     * Makes data files of a step's rows; nothing refers to them yet. Empty when another writer gave a column a type that
     * does not hold the rows' values: then they are to be shaped again.
     *
     * @throws LakeException when they cannot be made
     */
    Optional<List<DataFile>> upload(Table table, StepContents step, Path directory) {
        List<Column> columns = switch (SchemaEvolution.ensure(table, step.columns())) {
            case SchemaEvolution.Outcome.Ready ready -> ready.columns();
            case SchemaEvolution.Outcome.Conflict conflict -> List.of();
        };
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        List<DataFile> files = new ArrayList<>();
        try {
            for (SpoolFile rows : step.rows()) {
                Path target = directory.resolve(rows.hour().getEpochSecond() + ".parquet");
                files.add(store.upload(table, writer.write(rows, columns, target)));
            }
        } catch (RuntimeException e) {
            takeBack(files);
            throw e;
        }
        return Optional.of(files);
    }

    /** Exchanges the rows of a step's raw records in one snapshot. */
    ReplaceOutcome exchange(Table table, StepContents step, List<DataFile> files, Map<String, String> marks) {
        return replacer.replace(table, Replacement.of(step.origins(), files, marks));
    }

    /** Deletes files that nothing refers to. */
    void takeBack(List<DataFile> files) {
        try {
            store.delete(files);
        } catch (LakeException e) {
            LOG.warn("files of a step that is not committed stay behind as orphans: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        remover.close();
        writer.close();
        cache.close();
    }
}
