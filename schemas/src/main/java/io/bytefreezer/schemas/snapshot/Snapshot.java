package io.bytefreezer.schemas.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import java.util.List;
import java.util.Optional;

/**
 * All that the services of one account need to know: which datasets there are, how they are fed and transformed, and
 * which keys are good. It holds hashes of keys and never a secret. Unknown properties are skipped when it is read, so
 * that an older service understands a newer control plane.
 *
 * @param revision grows with every change
 * @param account id of the account the snapshot is of
 * @param tenants the account's tenants
 * @param datasets the datasets of these tenants
 * @param keys the account's keys that are not revoked
 * @param tables the tenants' tables, each version that there is; none where an older control plane does not tell
 * @param queries the tenants' saved queries; none where an older control plane does not tell
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Snapshot(
        long revision,
        String account,
        List<Tenant> tenants,
        List<Dataset> datasets,
        List<KeyHash> keys,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<LookupTable> tables,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<SavedQuery> queries) {

    /** Copies the lists. */
    public Snapshot {
        tenants = List.copyOf(tenants);
        datasets = List.copyOf(datasets);
        keys = List.copyOf(keys);
        tables = List.copyOf(tables);
        queries = List.copyOf(queries);
    }

    /** Without tables and saved queries. */
    public Snapshot(long revision, String account, List<Tenant> tenants, List<Dataset> datasets, List<KeyHash> keys) {
        this(revision, account, tenants, datasets, keys, List.of(), List.of());
    }

    /**
     * One tenant.
     *
     * @param id its id
     * @param name what people call it
     * @param active whether its datasets take events
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Tenant(ResourceId id, String name, boolean active) {}

    /** The dataset with this reference, if the snapshot has it. */
    public Optional<Dataset> dataset(DatasetRef ref) {
        return datasets.stream().filter(dataset -> dataset.ref().equals(ref)).findFirst();
    }

    /** Whether the dataset and its tenant are there and active. */
    public boolean accepts(DatasetRef ref) {
        return dataset(ref).filter(Dataset::active).isPresent()
                && tenants.stream().anyMatch(tenant -> tenant.id().equals(ref.tenant()) && tenant.active());
    }

    /** References of all datasets. */
    @JsonIgnore
    public List<DatasetRef> refs() {
        return datasets.stream().map(Dataset::ref).toList();
    }
}
