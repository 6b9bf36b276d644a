package io.bytefreezer.query.run;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.bloom.BloomPruner;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.filter.Condition;
import io.bytefreezer.lake.read.FileCache;
import io.bytefreezer.lake.read.LakeFile;
import io.bytefreezer.lake.read.PinnedFiles;
import io.bytefreezer.lake.read.ScanPlanner;
import io.bytefreezer.lake.read.ScanScope;
import io.bytefreezer.lake.read.SnapshotFiles;
import io.bytefreezer.lake.read.TableFiles;
import io.bytefreezer.lake.read.TableView;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.TableLayout;
import io.bytefreezer.query.result.Freshness;
import io.bytefreezer.query.tail.Follower;
import io.bytefreezer.query.tail.NoTails;
import io.bytefreezer.query.tail.Tail;
import io.bytefreezer.query.tail.Tails;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.KeyScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;

/** The lake's tables for reading. Safe for use by many threads. */
public final class LakeTables {

    /** Iceberg itself asks a store that is away for more than a minute; nobody who queries waits that long. */
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private static final Tails COLD = new NoTails();

    private final LakeCatalog catalog;
    private final FileCache cache;
    private final Tails tails;
    private final BloomPruner pruner;
    private final TableShelf shelf;
    private final SnapshotFiles known = new SnapshotFiles();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Over a catalog, a cache and tails, which stay open. */
    public LakeTables(LakeCatalog catalog, FileCache cache, Tails tails) {
        this.catalog = catalog;
        this.cache = cache;
        this.tails = tails;
        this.pruner = new BloomPruner(cache::range);
        this.shelf = new TableShelf(catalog);
    }

    /**
     * What a table holds.
     *
     * @param rows rows in the current snapshot
     * @param files data files in it
     * @param bytes bytes of these
     * @param updatedAt when it was committed
     */
    public record Contents(long rows, long files, long bytes, Instant updatedAt) {}

    /**
     * Views of tables, whose files stay until this is closed.
     *
     * @param views the tables
     * @param pins their files in the cache
     * @param tails their rows that are not packed yet
     */
    public record Opened(List<TableView> views, List<PinnedFiles> pins, List<Tail> tails) implements AutoCloseable {

        /** How far the views reach. */
        List<Freshness> freshness() {
            return tails.stream().map(Tail::freshness).toList();
        }

        @Override
        public void close() {
            pins.forEach(PinnedFiles::close);
            tails.forEach(Tail::close);
        }
    }

    /**
     * What the dataset's table holds, or nothing when nothing was ever packed.
     *
     * @throws LakeException when the lake cannot be read
     */
    public Optional<Contents> contents(DatasetRef dataset) {
        return ask(
                dataset,
                () -> catalog.load(id(dataset)).map(Table::currentSnapshot).map(LakeTables::contents));
    }

    /**
     * The table's columns; before anything was packed, those that every table has.
     *
     * @throws LakeException when the lake cannot be read
     */
    public List<Column> columns(DatasetRef dataset) {
        return ask(dataset, () -> catalog.load(id(dataset)).map(Table::schema))
                .orElseGet(TableLayout::schema)
                .columns()
                .stream()
                .map(Column::of)
                .toList();
    }

    /** The table's columns that a grant shows. */
    public List<Column> columns(DatasetRef dataset, KeyScope.Grant grant) {
        List<Column> all = columns(dataset);
        List<String> shown = Restrictions.shown(all, grant);
        return all.stream().filter(column -> shown.contains(column.name())).toList();
    }

    /**
     * What a query would read of a table.
     *
     * @throws LakeException when the lake cannot be read, or does not have what is asked for
     */
    public ReadPlan explain(QueryRunner.Job job, DatasetRef dataset) {
        return ask(dataset, () -> catalog.load(id(dataset)).map(table -> explain(job, dataset, table)))
                .orElseGet(() -> ReadPlan.nothing(dataset));
    }

    private ReadPlan explain(QueryRunner.Job job, DatasetRef dataset, Table table) {
        ScanScope scope = job.scopeOf(dataset);
        ScanScope whole = new ScanScope(Optional.empty(), scope.asOf(), Condition.ANY);
        TableFiles all = ScanPlanner.plan(id(dataset), table, whole);
        int considered = all.files().size();
        if (job.isCounted(dataset)) {
            return ReadPlan.counted(dataset, all.snapshotId(), considered);
        }
        TableFiles planned = ScanPlanner.plan(id(dataset), table, scope);
        TableFiles read = planned.of(pruner.prune(planned.files(), planned.needles()));
        return ReadPlan.of(
                dataset, read, considered, planned.files().size() - read.files().size(), cache::holds);
    }

    /**
     * Fetches what is missing of the tables' files and pins all of them; one snapshot of each table, of which so much is read as the job says. Nothing is of a table whose
     * rows are only counted.
     *
     * @throws QueryFailedException when they are more than the query may read
     */
    Opened open(QueryRunner.Job job) throws QueryFailedException {
        List<TableView> views = new ArrayList<>();
        List<PinnedFiles> pins = new ArrayList<>();
        List<Tail> read = new ArrayList<>();
        try {
            for (DatasetRef dataset : job.datasets()) {
                ScanScope scope = job.scopeOf(dataset);
                TableFiles files = files(dataset, scope);
                TableView packed = job.isCounted(dataset) ? counted(files) : pinned(job, dataset, files, pins);
                // After the snapshot: the topic's end can then only be further on than the snapshot's offsets.
                Tail tail = (job.hot() ? tails : COLD).read(dataset, files);
                read.add(tail);
                views.add(packed.with(tail.rows()).during(scope.range()));
            }
            return new Opened(List.copyOf(views), List.copyOf(pins), List.copyOf(read));
        } catch (RuntimeException | QueryFailedException e) {
            pins.forEach(PinnedFiles::close);
            read.forEach(Tail::close);
            throw e;
        }
    }

    private static TableView counted(TableFiles files) {
        long rows = files.files().stream().mapToLong(LakeFile::rows).sum();
        return TableView.counted(files.table(), files.columns(), rows);
    }

    private TableView pinned(QueryRunner.Job job, DatasetRef dataset, TableFiles files, List<PinnedFiles> pins)
            throws QueryFailedException {
        job.budget().scan(dataset, bytes(files), job.isRestricted(dataset));
        PinnedFiles pinned = cache.pin(files.files());
        pins.add(pinned);
        return new TableView(files.table(), files.columns(), pinned.paths());
    }

    /** What comes to a dataset from now on; empty where no Kafka is configured. The caller closes it. */
    public Optional<Follower> follow(DatasetRef dataset) {
        return tails.follow(dataset);
    }

    /** Rows that a follower found, as a table of their own; the caller closes it. */
    public static Opened alone(DatasetRef dataset, List<Column> columns, Tail rows) {
        TableView view = new TableView(id(dataset), columns, List.of()).with(rows.rows());
        return new Opened(List.of(view), List.of(), List.of(rows));
    }

    private static long bytes(TableFiles files) {
        return files.files().stream().mapToLong(LakeFile::bytes).sum();
    }

    private TableFiles files(DatasetRef dataset, ScanScope scope) {
        TableId id = id(dataset);
        Optional<TableFiles> found =
                ask(dataset, () -> shelf.use(id, table -> ScanPlanner.plan(id, table, scope, known)));
        return found.map(files -> files.of(pruner.prune(files.files(), files.needles())))
                .orElseGet(() -> TableFiles.none(
                        id,
                        TableLayout.schema().columns().stream().map(Column::of).toList()));
    }

    /** What store and catalog answer; they and Iceberg report in many ways that they are away. */
    private <T> T ask(DatasetRef dataset, Callable<T> question) {
        Future<T> answer = threads.submit(question);
        try {
            return answer.get(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof LakeException known
                    ? known
                    : new LakeException(LakeException.Kind.EXTERNAL, "cannot read table " + dataset, cause);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new LakeException(
                    LakeException.Kind.EXTERNAL,
                    "store or catalog did not answer within " + ANSWERS_WITHIN.toSeconds() + " s about table "
                            + dataset);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new LakeException(LakeException.Kind.EXTERNAL, "interrupted while reading table " + dataset, e);
        }
    }

    private static Contents contents(Snapshot snapshot) {
        Map<String, String> summary = snapshot.summary();
        return new Contents(
                total(summary, SnapshotSummary.TOTAL_RECORDS_PROP),
                total(summary, SnapshotSummary.TOTAL_DATA_FILES_PROP),
                total(summary, SnapshotSummary.TOTAL_FILE_SIZE_PROP),
                Instant.ofEpochMilli(snapshot.timestampMillis()));
    }

    private static long total(Map<String, String> summary, String property) {
        return Long.parseLong(summary.getOrDefault(property, "0"));
    }

    private static TableId id(DatasetRef dataset) {
        return new TableId(dataset.tenant().value(), dataset.dataset().value());
    }
}
