package io.bytefreezer.lake.erase;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.S3Location;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.commit.RetryPolicy;
import io.bytefreezer.lake.read.FileCache;
import io.bytefreezer.lake.read.LakeFile;
import io.bytefreezer.lake.read.ScanPlanner;
import io.bytefreezer.lake.read.TableFiles;
import io.bytefreezer.lake.replace.ReplaceOutcome;
import io.bytefreezer.lake.replace.Replacement;
import io.bytefreezer.lake.replace.TableReplacer;
import io.bytefreezer.lake.write.DataFileStore;
import io.bytefreezer.lake.write.OriginSpool;
import io.bytefreezer.lake.write.Origins;
import io.bytefreezer.lake.write.ParquetWriter;
import io.bytefreezer.lake.write.RowRemover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;

/**
 * Erases the rows of a table that a condition is true of: files that hold some are written once more without them, and a record of it stays. Packers, replays and
 * compactions may go on meanwhile; what they add is looked at too, until nothing matches any more.
 *
 * <p>Snapshots from before hold the rows until they are expired.
 */
public final class RowEraser implements AutoCloseable {

    /** Key of the snapshot summary that holds the erasure's id. */
    public static final String PROPERTY = "bytefreezer.erasure";

    private static final long CACHE_BYTES_MAX = 4L << 30;
    private static final long DUCKDB_BYTES = 512L << 20;
    private static final int PASSES_MAX = 10;

    private final LakeCatalog catalog;
    private final Path directory;
    private final FileCache cache;
    private final RowRemover remover;
    private final TableReplacer replacer;

    /**
     * An eraser.
     *
     * @param catalog the lake's tables; stays open
     * @param directory for local files; the caller removes it
     */
    public RowEraser(LakeCatalog catalog, Path directory) {
        this.catalog = catalog;
        this.directory = directory;
        this.cache = FileCache.open(directory.resolve("files"), CACHE_BYTES_MAX, catalog.s3());
        this.remover = RowRemover.open(new ParquetWriter.Limits(DUCKDB_BYTES, 1, directory.resolve("spill")));
        this.replacer = new TableReplacer(
                new TableReplacer.Tools(cache, remover, new DataFileStore(catalog.s3()), directory),
                RetryPolicy.DEFAULT,
                RandomGenerator.getDefault());
    }

    /**
     * What to erase.
     *
     * @param table from where
     * @param condition rows for which this is true, in SQL as behind {@code WHERE}
     * @param reason why, for the record
     * @param dryRun whether only to find them
     */
    public record Request(TableId table, String condition, String reason, boolean dryRun) {}

    /**
     * What was erased.
     *
     * @param rows the rows, or those that would be
     * @param records where that is noted
     */
    public record Report(List<ErasedRow> rows, List<S3Location> records) {

        /** Copies the lists. */
        public Report {
            rows = List.copyOf(rows);
            records = List.copyOf(records);
        }
    }

    /**
     * Erases.
     *
     * @throws IllegalArgumentException when the condition is none of this table
     * @throws LakeException of kind MISSING when there is no such table; of another when something does not answer, or others add matching rows without end: what was
     *     erased until then stays so, and doing it again goes on
     */
    public Report erase(Request request) {
        Table table = catalog.load(request.table())
                .orElseThrow(() -> new LakeException(
                        LakeException.Kind.MISSING, "there is no table " + request.table() + " in the lake"));
        Erasure erasure = Erasure.of(Instant.now(), request.condition(), request.reason());
        Set<String> seen = new HashSet<>();
        List<ErasedRow> all = new ArrayList<>();
        List<S3Location> records = new ArrayList<>();
        for (int pass = 0; pass < PASSES_MAX; pass++) {
            List<ErasedRow> found = find(request, table, seen);
            all.addAll(found);
            if (found.isEmpty() || request.dryRun()) {
                return new Report(all, records);
            }
            records.add(note(table, erasure, found));
            remove(table, erasure, found);
        }
        throw new LakeException(
                LakeException.Kind.EXTERNAL, "rows that match are added faster than they are erased; try again");
    }

    @Override
    public void close() {
        remover.close();
        cache.close();
    }

    private List<ErasedRow> find(Request request, Table table, Set<String> seen) {
        TableFiles files = ScanPlanner.plan(request.table(), table, Optional.empty());
        MatchingRows matching = new MatchingRows(request.table(), files.columns(), request.condition(), DUCKDB_BYTES);
        matching.check();
        List<ErasedRow> found = new ArrayList<>();
        for (LakeFile file : files.files()) {
            if (seen.add(file.location().toString())) {
                matching.add(file, cache, found);
            }
        }
        return found;
    }

    private S3Location note(Table table, Erasure erasure, List<ErasedRow> rows) {
        Path local = directory.resolve(UUID.randomUUID() + ".ndjson");
        try {
            return Erasures.write(table, catalog.s3(), erasure, rows, local);
        } finally {
            delete(local);
        }
    }

    private void remove(Table table, Erasure erasure, List<ErasedRow> rows) {
        Map<Integer, List<ErasedRow>> byPartition =
                rows.stream().collect(Collectors.groupingBy(ErasedRow::partition, TreeMap::new, Collectors.toList()));
        byPartition.forEach((partition, ofPartition) -> {
            Path spooled = directory.resolve(UUID.randomUUID() + ".csv");
            try {
                remove(table, erasure, origins(partition, ofPartition, spooled));
            } finally {
                delete(spooled);
            }
        });
    }

    private void remove(Table table, Erasure erasure, Origins origins) {
        Replacement replacement =
                Replacement.of(origins, List.of(), Map.of(PROPERTY, erasure.id().toString()));
        switch (replacer.replace(table, replacement)) {
            case ReplaceOutcome.Replaced replaced -> {
                return;
            }
            case ReplaceOutcome.Failed failed -> throw failed.reason();
            case ReplaceOutcome.Undecided undecided -> throw undecided.reason();
        }
    }

    private static Origins origins(int partition, List<ErasedRow> rows, Path path) {
        long from = rows.stream().mapToLong(ErasedRow::offset).min().orElse(0);
        long last = rows.stream().mapToLong(ErasedRow::offset).max().orElse(0);
        try (OriginSpool spool = OriginSpool.ofRows(path)) {
            for (ErasedRow row : rows) {
                spool.add(row.offset(), row.eventId());
            }
            return spool.seal(partition, from, last + 1);
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot write " + path, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot delete " + file, e);
        }
    }
}
