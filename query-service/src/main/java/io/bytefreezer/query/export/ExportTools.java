package io.bytefreezer.query.export;

import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.read.DuckSession;
import io.bytefreezer.lake.read.FileCache;
import io.bytefreezer.query.sql.QueryPlanner;
import java.nio.file.Path;

/**
 * What exports work with; all of it stays open.
 *
 * @param catalog the lake
 * @param cache local copies of its files
 * @param planner checks queries
 * @param limits what a query may use
 * @param directory where cursors and rejected rows are kept
 */
public record ExportTools(
        LakeCatalog catalog, FileCache cache, QueryPlanner planner, DuckSession.Limits limits, Path directory) {}
