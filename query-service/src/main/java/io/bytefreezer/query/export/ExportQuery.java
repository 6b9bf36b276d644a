package io.bytefreezer.query.export;

import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.query.export.ExportException.Kind;
import io.bytefreezer.query.plan.PlanOutcome;
import io.bytefreezer.query.plan.QueryPlan;
import io.bytefreezer.query.plan.ReadableTables;
import io.bytefreezer.query.plan.Refusal;
import io.bytefreezer.query.sql.QueryPlanner;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The checked query of an export. It goes through the same gate as queries over HTTP, so that a slip in a configuration
 * reads no files either.
 *
 * @param sql the text to run
 * @param dataset the one dataset it reads
 * @param tenant whose tables it names without their tenant
 */
record ExportQuery(String sql, DatasetRef dataset, Optional<String> tenant) {

    /** Rows of a step have no limit; the planner wants one. */
    private static final long ROWS_MAX = Long.MAX_VALUE / 2;

    /** Checks the query against the tables that the lake has now. */
    static ExportQuery of(ExportConfig config, LakeCatalog catalog, QueryPlanner planner) throws ExportException {
        ResourceId tenant = config.tenant();
        List<String> tenants = tenant == null ? catalog.tenants() : List.of(tenant.value());
        Set<DatasetRef> there = tenants.stream()
                .flatMap(each -> catalog.tables(each).stream())
                .map(ExportQuery::dataset)
                .collect(Collectors.toSet());
        PlanOutcome outcome = planner.plan(config.sql(), ROWS_MAX, new ReadableTables(there, tenant));
        return switch (outcome) {
            case Refusal refusal -> throw new ExportException(Kind.WRONG, "the query cannot run: " + refusal.message());
            case QueryPlan plan -> {
                Set<DatasetRef> read =
                        plan.tables().stream().map(QueryPlan.TableUse::dataset).collect(Collectors.toSet());
                if (read.size() != 1) {
                    throw new ExportException(
                            Kind.WRONG,
                            "the query of an export reads one table, whose new rows it sends; this one reads "
                                    + read.size());
                }
                yield new ExportQuery(
                        plan.sql(),
                        read.iterator().next(),
                        Optional.ofNullable(tenant).map(ResourceId::value));
            }
        };
    }

    TableId table() {
        return new TableId(dataset.tenant().value(), dataset.dataset().value());
    }

    private static DatasetRef dataset(TableId table) {
        return DatasetRef.of(table.tenant(), table.dataset());
    }
}
