package io.bytefreezer.schemas.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The datasets a key reaches. What no grant names does not exist for the key.
 *
 * @param grants one for a tenant or a dataset; none reaches nothing
 * @param limits what a query key may use, or null for what the service gives to each
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KeyScope(
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Grant> grants,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable KeyLimits limits) {

    /** Copies the list. */
    public KeyScope {
        grants = List.copyOf(grants);
    }

    /** Without limits of its own. */
    public KeyScope(List<Grant> grants) {
        this(grants, null);
    }

    /**
     * A tenant's datasets, or one of them.
     *
     * <p>An unknown property fails: a restriction that is not understood must not be taken for none.
     *
     * @param tenant the tenant
     * @param dataset the dataset, or null for all of the tenant
     * @param columns the only columns that can be read; empty for all
     * @param hidden columns that cannot be read
     * @param filter SQL condition that is true of every row that can be read, or null for all rows
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Grant(
            ResourceId tenant,
            @Nullable ResourceId dataset,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> columns,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> hidden,
            @Nullable String filter) {

        /** Copies the lists. */
        public Grant {
            columns = List.copyOf(columns);
            hidden = List.copyOf(hidden);
        }

        /** All of a tenant, or of one of its datasets. */
        public static Grant of(ResourceId tenant, @Nullable ResourceId dataset) {
            return new Grant(tenant, dataset, List.of(), List.of(), null);
        }

        /** Whether it names the dataset or all of its tenant. */
        public boolean covers(DatasetRef ref) {
            return tenant.equals(ref.tenant()) && (dataset == null || dataset.equals(ref.dataset()));
        }

        /** Whether some columns or rows are kept back. */
        public boolean restricts() {
            return !columns.isEmpty() || !hidden.isEmpty() || filter != null;
        }
    }

    /** What rules the dataset: its own grant before its tenant's; nothing when it cannot be reached. */
    public Optional<Grant> grant(DatasetRef ref) {
        return grants.stream()
                .filter(grant -> grant.covers(ref))
                .min(Comparator.comparing(grant -> grant.dataset() == null));
    }

    /** The snapshot as the key sees it: no dataset, tenant, saved query, key or lookup table beyond its grants. */
    public Snapshot narrow(Snapshot all) {
        List<Dataset> datasets = all.datasets().stream()
                .filter(dataset -> grant(dataset.ref()).isPresent())
                .toList();
        var tenants = grants.stream().map(Grant::tenant).collect(Collectors.toSet());
        return new Snapshot(
                all.revision(),
                all.account(),
                all.tenants().stream()
                        .filter(tenant -> tenants.contains(tenant.id()))
                        .toList(),
                datasets,
                List.of(),
                List.of(),
                all.queries().stream()
                        .filter(query -> tenants.contains(query.tenant()))
                        .toList());
    }
}
