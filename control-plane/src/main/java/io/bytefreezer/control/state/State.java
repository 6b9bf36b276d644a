package io.bytefreezer.control.state;

import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a decision about one account can depend on: accounts and tenants of the whole installation, datasets and keys of
 * the account in question. Documents are not part of it: no decision depends on what is in them.
 *
 * @param accounts all accounts by id
 * @param tenants all tenants by id
 * @param claims ids that were ever given away
 * @param datasets the account's datasets
 * @param latestVersions for each dataset the account ever had with a transformation, the highest version number
 * @param keys the account's keys by id, revoked ones too
 * @param tables the account's tables
 * @param queries the account's saved queries, and how many bytes the texts of each have
 */
public record State(
        Map<ResourceId, Account> accounts,
        Map<ResourceId, Tenant> tenants,
        Claims claims,
        Map<DatasetRef, Dataset> datasets,
        Map<DatasetRef, Integer> latestVersions,
        Map<String, ServiceKey> keys,
        Tables tables,
        Map<QueryRef, Integer> queries) {

    /** Nothing at all: an installation before its first start. */
    public static final State EMPTY = new State(
            Map.of(), Map.of(), new Claims(Set.of(), Map.of()), Map.of(), Map.of(), Map.of(), Tables.NONE, Map.of());

    /**
     * Ids that were ever given away. Topics, objects and tables outlive the configuration they came from, so whoever had
     * an id keeps it: nobody comes by somebody else's data by taking an id that became free.
     *
     * @param accounts ids of accounts
     * @param tenants ids of tenants and the account each belongs to
     */
    public record Claims(Set<ResourceId> accounts, Map<ResourceId, ResourceId> tenants) {

        /** Copies both. */
        public Claims {
            accounts = Set.copyOf(accounts);
            tenants = Map.copyOf(tenants);
        }
    }

    /** Copies all maps. */
    public State {
        accounts = Map.copyOf(accounts);
        tenants = Map.copyOf(tenants);
        datasets = Map.copyOf(datasets);
        latestVersions = Map.copyOf(latestVersions);
        keys = Map.copyOf(keys);
        queries = Map.copyOf(queries);
    }

    /** The tenants of an account. */
    public Stream<Tenant> tenantsOf(ResourceId account) {
        return tenants.values().stream().filter(tenant -> tenant.account().equals(account));
    }

    /** The datasets of a tenant. */
    public Stream<Dataset> datasetsOf(ResourceId tenant) {
        return datasets.values().stream().filter(dataset -> dataset.tenant().equals(tenant));
    }

    /** The saved queries of a tenant. */
    public Stream<QueryRef> queriesOf(ResourceId tenant) {
        return queries.keySet().stream().filter(query -> query.tenant().equals(tenant));
    }

    /** The state after the change. */
    public State with(Change change) {
        return switch (change) {
            case Change.AccountPut put -> withAccount(put.account());
            case Change.AccountRemoved removed -> withoutAccount(removed.account());
            case Change.TenantPut put -> withTenant(put.tenant());
            case Change.TenantRemoved removed ->
                new State(
                        accounts,
                        edit(tenants, map -> map.remove(removed.tenant())),
                        claims,
                        datasets,
                        latestVersions,
                        keys,
                        tables,
                        queries);
            case Change.DatasetPut put ->
                withDatasets(edit(datasets, map -> map.put(put.dataset().ref(), put.dataset())));
            case Change.DatasetRemoved removed -> withDatasets(edit(datasets, map -> map.remove(removed.dataset())));
            case Change.DraftSaved ignored -> this;
            case Change.VersionAdded added -> withVersion(added.version());
            case Change.VersionChosen chosen ->
                withDatasets(edit(
                        datasets,
                        map -> map.computeIfPresent(chosen.dataset(), (key, old) -> old.running(chosen.number()))));
            case Change.TableVersionAdded added -> withTables(tables.with(added.version()));
            case Change.TableVersionRemoved removed -> withTables(tables.without(removed.table(), removed.number()));
            case Change.QueryPut put ->
                withQueries(edit(
                        queries, map -> map.put(put.query().ref(), put.query().bytes())));
            case Change.QueryRemoved removed -> withQueries(edit(queries, map -> map.remove(removed.query())));
            case Change.KeyAdded added ->
                withKeys(edit(keys, map -> map.put(added.key().id(), added.key())));
            case Change.KeyRevoked revoked ->
                withKeys(edit(
                        keys, map -> map.computeIfPresent(revoked.keyId(), (key, old) -> old.revoked(revoked.at()))));
        };
    }

    private State withAccount(Account account) {
        Set<ResourceId> claimed = new HashSet<>(claims.accounts());
        claimed.add(account.id());
        return new State(
                edit(accounts, map -> map.put(account.id(), account)),
                tenants,
                new Claims(claimed, claims.tenants()),
                datasets,
                latestVersions,
                keys,
                tables,
                queries);
    }

    private State withoutAccount(ResourceId account) {
        return new State(
                edit(accounts, map -> map.remove(account)),
                tenants,
                claims,
                datasets,
                latestVersions,
                edit(keys, map -> map.values().removeIf(key -> key.account().equals(account))),
                tables,
                queries);
    }

    private State withTenant(Tenant tenant) {
        return new State(
                accounts,
                edit(tenants, map -> map.put(tenant.id(), tenant)),
                new Claims(claims.accounts(), edit(claims.tenants(), map -> map.put(tenant.id(), tenant.account()))),
                datasets,
                latestVersions,
                keys,
                tables,
                queries);
    }

    private State withVersion(Version version) {
        return new State(
                accounts,
                tenants,
                claims,
                datasets,
                edit(latestVersions, map -> map.put(version.dataset(), version.number())),
                keys,
                tables,
                queries);
    }

    private State withDatasets(Map<DatasetRef, Dataset> changed) {
        return new State(accounts, tenants, claims, changed, latestVersions, keys, tables, queries);
    }

    private State withKeys(Map<String, ServiceKey> changed) {
        return new State(accounts, tenants, claims, datasets, latestVersions, changed, tables, queries);
    }

    private State withTables(Tables changed) {
        return new State(accounts, tenants, claims, datasets, latestVersions, keys, changed, queries);
    }

    private State withQueries(Map<QueryRef, Integer> changed) {
        return new State(accounts, tenants, claims, datasets, latestVersions, keys, tables, changed);
    }

    private static <K, V> Map<K, V> edit(Map<K, V> map, Consumer<Map<K, V>> edit) {
        Map<K, V> copy = new HashMap<>(map);
        edit.accept(copy);
        return copy;
    }
}
