package io.bytefreezer.benchmarks.upkeep;

import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.read.DuckSession;
import io.bytefreezer.lake.read.FileCache;
import io.bytefreezer.lake.read.LakeFile;
import io.bytefreezer.lake.read.PinnedFiles;
import io.bytefreezer.lake.read.ScanPlanner;
import io.bytefreezer.lake.read.TableFiles;
import io.bytefreezer.lake.read.TableView;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.iceberg.Table;

/** Compares what a snapshot holds, hour by hour, with the ledger as of the snapshot's offsets. For one thread. */
final class Watcher implements AutoCloseable {

    private static final long MEMORY = 512L << 20;
    private static final int CACHE_FILES = 8;

    private final Scale scale;
    private final Ledger ledger;
    private final Table table;
    private final FileCache cache;
    private final SplittableRandom random;
    private final List<String> differences = new ArrayList<>();
    private int polls;
    private int scans;

    Watcher(Scale scale, Ledger ledger, LakeCatalog catalog, Path directory) {
        this.scale = scale;
        this.ledger = ledger;
        this.table = catalog.load(CompactionMeasurement.TABLE).orElseThrow();
        this.cache =
                FileCache.open(directory.resolve("watchers-cache"), CACHE_FILES * scale.largestBytes(), catalog.s3());
        this.random = new SplittableRandom(scale.seed());
    }

    /** Compares the counts of all hours as the manifests have them. */
    TableFiles poll() {
        TableFiles files = ScanPlanner.plan(CompactionMeasurement.TABLE, table, Optional.empty());
        Ledger.Hours wanted = ledger.at(Appender.next(files.offsets()));
        long[] rows = new long[Scale.HOURS];
        files.files().forEach(file -> rows[hour(file)] += file.rows());
        for (int hour = 0; hour < Scale.HOURS; hour++) {
            compare(files, hour, "rows in the manifests", rows[hour], wanted.counts()[hour]);
        }
        polls++;
        return files;
    }

    /** The same, and reads one of the hours. */
    void pollAndScan() {
        TableFiles files = poll();
        scan(files, random.nextInt(Scale.HOURS));
    }

    /** The same, and reads all hours. */
    void pollAndScanAll() {
        TableFiles files = poll();
        for (int hour = 0; hour < Scale.HOURS; hour++) {
            scan(files, hour);
        }
    }

    int polls() {
        return polls;
    }

    int scans() {
        return scans;
    }

    /** What was not as in the ledger, a line each. */
    List<String> differences() {
        return List.copyOf(differences);
    }

    private void scan(TableFiles plan, int hour) {
        List<LakeFile> files =
                plan.files().stream().filter(file -> hour(file) == hour).toList();
        if (files.isEmpty()) {
            return;
        }
        Ledger.Hours wanted = ledger.at(Appender.next(plan.offsets()));
        try (PinnedFiles pinned = cache.pin(files);
                DuckSession session = DuckSession.open(
                        new DuckSession.Limits(MEMORY, 1),
                        List.of(new TableView(CompactionMeasurement.TABLE, plan.columns(), pinned.paths())),
                        Optional.of(CompactionMeasurement.TABLE.tenant()));
                Statement statement = session.connection().createStatement();
                ResultSet result = statement.executeQuery(sql(scale.hour(hour)))) {
            result.next();
            compare(plan, hour, "rows read", result.getLong(1), wanted.counts()[hour]);
            compare(plan, hour, "different events", result.getLong(2), wanted.counts()[hour]);
            compare(plan, hour, "sum of offsets", result.getLong(3), wanted.sums()[hour]);
            scans++;
        } catch (SQLException e) {
            throw new BenchmarkException("cannot read hour " + scale.hour(hour), e);
        }
    }

    private static String sql(Instant hour) {
        return "SELECT count(*), count(DISTINCT _raw_offset), CAST(sum(_raw_offset) AS BIGINT) FROM "
                + CompactionMeasurement.TABLE.dataset() + " WHERE event_time >= '" + hour + "' AND event_time < '"
                + hour.plus(Duration.ofHours(1)) + "'";
    }

    private void compare(TableFiles files, int hour, String what, long actual, long wanted) {
        if (actual != wanted) {
            differences.add("%s of %s in snapshot %d: %d, in the ledger %d"
                    .formatted(what, scale.hour(hour), files.snapshotId().orElse(0), actual, wanted));
        }
    }

    private int hour(LakeFile file) {
        return (int) Duration.between(scale.start(), file.hour().orElseThrow()).toHours();
    }

    @Override
    public void close() {
        cache.close();
    }
}
