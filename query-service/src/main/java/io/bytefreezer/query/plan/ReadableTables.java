package io.bytefreezer.query.plan;

import io.bytefreezer.query.plan.QueryPlan.TableUse;
import io.bytefreezer.runtime.suggest.Nearest;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tables one client may read and how it names them. Whatever is not in here does not exist for the query, be it
 * another account's or nobody's.
 *
 * @param datasets the datasets of the client's account
 * @param tenant the tenant whose datasets need no prefix, or null where every name needs one
 */
public record ReadableTables(
        Set<DatasetRef> datasets, @Nullable ResourceId tenant) {

    /** Schema and catalog names of DuckDB itself: {@code temp.events} would be ambiguous there. */
    private static final Set<String> RESERVED = Set.of("main", "temp", "system", "memory");

    /** Copies the set. */
    public ReadableTables {
        datasets = Set.copyOf(datasets);
    }

    /** The table that a name in a query stands for. */
    TableUse resolve(List<String> path) {
        return switch (path.size()) {
            case 1 -> bare(lower(path.getFirst()));
            case 2 -> qualified(lower(path.getFirst()), lower(path.getLast()));
            default ->
                throw RefusedException.unknownTable("'" + String.join(".", path)
                        + "' has too many parts: write tenant.dataset, or dataset with \"tenant\" in the request");
        };
    }

    private TableUse bare(String name) {
        if (tenant == null) {
            throw RefusedException.unknownTable("table '" + name + "' needs its tenant: give \"tenant\" in the"
                    + " request or write tenant.dataset" + suggestion(name, name, namesOf(datasets)));
        }
        return find(tenant.value(), name)
                .map(ref -> new TableUse(ref, false))
                .orElseThrow(() -> RefusedException.unknownTable("there is no table '" + name + "' in tenant '" + tenant
                        + "'" + suggestion(name, name, ofTenant())));
    }

    private TableUse qualified(String tenantName, String name) {
        if (RESERVED.contains(tenantName) && find(tenantName, name).isPresent()) {
            throw RefusedException.unknownTable("'" + tenantName + "' is also a name inside the SQL engine: give"
                    + " \"tenant\": \"" + tenantName + "\" in the request and write the dataset alone");
        }
        String written = tenantName + "." + name;
        return find(tenantName, name)
                .map(ref -> new TableUse(ref, true))
                .orElseThrow(() -> RefusedException.unknownTable(
                        "there is no table '" + written + "'" + suggestion(written, name, namesOf(datasets))));
    }

    private Optional<DatasetRef> find(String tenantName, String name) {
        if (!ResourceId.isValid(tenantName) || !ResourceId.isValid(name)) {
            return Optional.empty();
        }
        return Optional.of(DatasetRef.of(tenantName, name)).filter(datasets::contains);
    }

    private List<String> ofTenant() {
        return datasets.stream()
                .filter(ref -> ref.tenant().equals(tenant))
                .map(ref -> ref.dataset().value())
                .toList();
    }

    private static List<String> namesOf(Collection<DatasetRef> refs) {
        return refs.stream().map(ref -> ref.tenant() + "." + ref.dataset()).toList();
    }

    /** What the name is near to, or what there is, when that is short. */
    private static String suggestion(String written, String dataset, List<String> candidates) {
        List<String> ending =
                candidates.stream().filter(c -> c.endsWith("." + dataset)).toList();
        Optional<String> near = ending.size() == 1 ? Optional.of(ending.getFirst()) : Nearest.to(written, candidates);
        return near.map(found -> "; did you mean " + quoted(found) + "?").orElseGet(() -> listing(candidates));
    }

    private static String listing(List<String> candidates) {
        if (candidates.isEmpty()) {
            return "; there are no tables to read yet";
        }
        List<String> sorted = new ArrayList<>(new TreeSet<>(candidates));
        List<String> first =
                sorted.stream().limit(5).map(ReadableTables::quoted).toList();
        return "; there are " + String.join(", ", first) + (sorted.size() > first.size() ? ", …" : "");
    }

    /** As it has to be written in SQL: ids with dashes, or that begin with a digit, need quotes. */
    private static String quoted(String name) {
        List<String> parts = new ArrayList<>();
        for (String part : name.split("\\.", -1)) {
            parts.add(part.matches("[a-z][a-z0-9]*") ? part : '"' + part + '"');
        }
        return String.join(".", parts);
    }

    /** DuckDB folds only ASCII letters when it compares names, so nothing else is folded here. */
    static String lower(String name) {
        StringBuilder folded = new StringBuilder(name);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return folded.toString();
    }
}
