package io.bytefreezer.control.state;

import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.LookupTable;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.bytefreezer.schemas.snapshot.Transformation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What of the state the services of one account are told. */
public final class Snapshots {

    private Snapshots() {}

    /**
     * The account's snapshot, in an order that depends on nothing but names.
     *
     * @param running the active transformations of the account's datasets
     * @param queries the account's saved queries
     */
    public static Snapshot of(
            ResourceId account,
            long revision,
            State state,
            Map<DatasetRef, Transformation> running,
            List<SavedQuery> queries) {
        return new Snapshot(
                revision,
                account.value(),
                state.tenantsOf(account)
                        .sorted(Comparator.comparing(Tenant::id))
                        .map(tenant -> new Snapshot.Tenant(tenant.id(), tenant.name(), tenant.active()))
                        .toList(),
                state.datasets().values().stream()
                        .sorted(Comparator.comparing(Dataset::ref))
                        .map(dataset -> told(dataset, running))
                        .toList(),
                state.keys().values().stream()
                        .filter(ServiceKey::good)
                        .sorted(Comparator.comparing(ServiceKey::id))
                        .map(ServiceKey::hash)
                        .toList(),
                state.tables().versions().values().stream()
                        .flatMap(versions -> versions.values().stream())
                        .sorted(Comparator.comparing(TableVersion::table).thenComparingInt(TableVersion::number))
                        .map(Snapshots::told)
                        .toList(),
                queries.stream()
                        .sorted(Comparator.comparing(SavedQuery::ref))
                        .map(Snapshots::told)
                        .toList());
    }

    private static io.bytefreezer.schemas.snapshot.SavedQuery told(SavedQuery query) {
        return new io.bytefreezer.schemas.snapshot.SavedQuery(
                query.ref().tenant(), query.ref().id(), query.name(), query.description(), query.sql());
    }

    private static LookupTable told(TableVersion version) {
        return new LookupTable(
                version.table().tenant(),
                version.table().name(),
                version.number(),
                version.content().sha256(),
                version.content().index());
    }

    private static io.bytefreezer.schemas.snapshot.Dataset told(
            Dataset dataset, Map<DatasetRef, Transformation> running) {
        return new io.bytefreezer.schemas.snapshot.Dataset(
                dataset.tenant(),
                dataset.id(),
                dataset.active(),
                dataset.partitions(),
                dataset.inputs(),
                running.get(dataset.ref()),
                dataset.retentionDays(),
                dataset.table());
    }
}
