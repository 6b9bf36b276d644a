package io.bytefreezer.system.check;

import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.read.DuckSession;
import io.bytefreezer.lake.read.FileCache;
import io.bytefreezer.lake.read.PinnedFiles;
import io.bytefreezer.lake.read.ScanPlanner;
import io.bytefreezer.lake.read.TableFiles;
import io.bytefreezer.lake.read.TableView;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.system.ledger.Marker;
import io.bytefreezer.system.ledger.Sightings;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Table;

/** Reads the lake's rows: Iceberg says in which files, DuckDB reads them. Stateless. */
final class LakeRows {

    private static final long CACHE_BYTES_MAX = 4L * 1024 * 1024 * 1024;
    private static final DuckSession.Limits LIMITS = new DuckSession.Limits(512L * 1024 * 1024, 1);

    private LakeRows() {}

    /**
     * The rows of datasets.
     *
     * @param directory where files of the lake may be kept meanwhile
     */
    static Sightings read(LakeCatalog catalog, Collection<DatasetRef> datasets, Path directory) {
        Sightings.Collector found = new Sightings.Collector("lake");
        try (FileCache cache = FileCache.open(directory, CACHE_BYTES_MAX, catalog.s3())) {
            for (DatasetRef dataset : datasets) {
                TableId id = new TableId(
                        dataset.tenant().toString(), dataset.dataset().toString());
                Optional<Table> table = catalog.load(id);
                if (table.isPresent()) {
                    read(ScanPlanner.plan(id, table.get(), Optional.empty()), cache, found);
                }
            }
        }
        return found.found();
    }

    private static void read(TableFiles files, FileCache cache, Sightings.Collector found) {
        try (PinnedFiles pinned = cache.pin(files.files());
                DuckSession session = DuckSession.open(
                        LIMITS,
                        List.of(new TableView(files.table(), files.columns(), pinned.paths())),
                        Optional.of(files.table().tenant()));
                Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT message, _raw_partition, _raw_offset FROM \""
                        + files.table().dataset() + "\"")) {
            while (rows.next()) {
                String message = rows.getString(1);
                Optional<Marker> marker = message == null
                        ? Optional.empty()
                        : Marker.find(message).filter(Marker::isIntact);
                if (marker.isPresent()) {
                    found.saw(marker.get().id());
                } else {
                    found.sawAltered("no whole event in the row of raw offset " + rows.getInt(2) + "@" + rows.getLong(3)
                            + " in " + files.table());
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the table " + files.table(), e);
        }
    }
}
