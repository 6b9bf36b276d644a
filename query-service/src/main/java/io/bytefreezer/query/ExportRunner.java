package io.bytefreezer.query;

import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.read.DuckSession;
import io.bytefreezer.lake.read.FileCache;
import io.bytefreezer.query.export.ExportConfig;
import io.bytefreezer.query.export.ExportException;
import io.bytefreezer.query.export.ExportReport;
import io.bytefreezer.query.export.ExportTools;
import io.bytefreezer.query.export.Exporter;
import io.bytefreezer.query.export.From;
import io.bytefreezer.query.export.Pauses;
import io.bytefreezer.query.export.destination.Target;
import io.bytefreezer.query.sql.QueryPlanner;
import io.bytefreezer.query.sql.SqlParser;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Runs exports once, without a query service. For one thread. */
public final class ExportRunner implements AutoCloseable {

    private final LakeCatalog catalog;
    private final FileCache cache;
    private final SqlParser parser;
    private final Exporter exporter;

    private ExportRunner(LakeCatalog catalog, FileCache cache, SqlParser parser, Exporter exporter) {
        this.catalog = catalog;
        this.cache = cache;
        this.parser = parser;
        this.exporter = exporter;
    }

    /**
     * Connects to the lake.
     *
     * @param config a query service's; its cursors are used too, so a service and this can take turns
     * @param workDir for copies of data files; nobody else uses it
     * @throws io.bytefreezer.lake.LakeException when the lake cannot be reached
     */
    public static ExportRunner open(QueryConfig config, Path workDir) {
        LakeCatalog catalog = LakeCatalog.open(config.lake());
        FileCache cache = FileCache.open(workDir, config.cache().size().bytes(), catalog.s3());
        SqlParser parser = SqlParser.open();
        ExportTools tools =
                new ExportTools(catalog, cache, new QueryPlanner(parser), limits(config), config.exportDirectory());
        return new ExportRunner(
                catalog, cache, parser, new Exporter(tools, Pauses.until(new CountDownLatch(1)), Clock.systemUTC()));
    }

    /** What an export's query may use. */
    static DuckSession.Limits limits(QueryConfig config) {
        return new DuckSession.Limits(
                config.limits().memory().bytes(), config.limits().threads());
    }

    /**
     * Sends what is new.
     *
     * @param from where to begin, whatever the cursor says: {@code beginning}, {@code now} or a snapshot's id; empty to go on
     * @throws ExportException when something is not sent
     */
    public ExportReport run(ExportConfig export, Optional<String> from) throws ExportException {
        try (Target target = export.target().open()) {
            return exporter.run(export, target, from.map(From::parse));
        }
    }

    @Override
    public void close() {
        try (catalog;
                cache) {
            parser.close();
        }
    }
}
