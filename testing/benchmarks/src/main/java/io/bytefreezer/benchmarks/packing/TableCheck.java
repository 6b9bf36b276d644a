package io.bytefreezer.benchmarks.packing;

import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.read.DuckSession;
import io.bytefreezer.lake.read.FileCache;
import io.bytefreezer.lake.read.PinnedFiles;
import io.bytefreezer.lake.read.ScanPlanner;
import io.bytefreezer.lake.read.TableFiles;
import io.bytefreezer.lake.read.TableView;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Reads both tables and compares them, so that nobody wins by leaving something out. Stateless. */
final class TableCheck {

    private static final long CACHE_BYTES_MAX = 64L << 30;
    private static final DuckSession.Limits LIMITS = new DuckSession.Limits(1L << 30, 2);

    private TableCheck() {}

    /**
     * What a table holds.
     *
     * @param rows how many
     * @param content a hash of all values of all rows, whatever their order
     * @param files data files
     * @param bytes their size
     */
    record Content(long rows, String content, long files, long bytes) {}

    /** Reads a whole table. */
    static Content read(LakeCatalog catalog, TableId id, Path directory) {
        TableFiles files = ScanPlanner.plan(id, catalog.load(id).orElseThrow(), Optional.empty());
        try (FileCache cache = FileCache.open(directory, CACHE_BYTES_MAX, catalog.s3());
                PinnedFiles pinned = cache.pin(files.files());
                DuckSession session = DuckSession.open(
                        LIMITS,
                        List.of(new TableView(files.table(), files.columns(), pinned.paths())),
                        Optional.of(id.tenant()));
                Statement statement = session.connection().createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT count(*), sum(CAST(hash(t) AS HUGEINT)) FROM \"" + id.dataset() + "\" t")) {
            if (!result.next()) {
                throw new BenchmarkException("no answer about " + id, null);
            }
            return new Content(
                    result.getLong(1),
                    result.getString(2),
                    files.files().size(),
                    files.files().stream().mapToLong(file -> file.bytes()).sum());
        } catch (SQLException e) {
            throw new BenchmarkException("cannot read " + id, e);
        }
    }

    /** Throws when they differ. */
    static void requireEqual(Content ours, Content theirs) {
        if (ours.rows() != theirs.rows() || !ours.content().equals(theirs.content())) {
            throw new BenchmarkException("the tables differ: " + ours + " and " + theirs, null);
        }
    }
}
