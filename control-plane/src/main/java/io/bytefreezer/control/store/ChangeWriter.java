package io.bytefreezer.control.store;

import io.bytefreezer.control.state.Account;
import io.bytefreezer.control.state.Change;
import io.bytefreezer.control.state.Dataset;
import io.bytefreezer.control.state.ServiceKey;
import io.bytefreezer.control.state.State;
import io.bytefreezer.control.state.Tenant;
import io.bytefreezer.control.state.Version;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Changes to rows, under the lock of {@link Store}; what it does to rows, {@link State#with} does to values. */
final class ChangeWriter {

    private final Handle handle;

    ChangeWriter(Handle handle) {
        this.handle = handle;
    }

    void write(Change change) {
        switch (change) {
            case Change.AccountPut put -> put(put.account());
            case Change.AccountRemoved removed -> remove(removed.account());
            case Change.TenantPut put -> put(put.tenant());
            case Change.TenantRemoved removed ->
                handle.execute(
                        "delete from tenant where id = ?", removed.tenant().value());
            case Change.DatasetPut put -> put(put.dataset());
            case Change.DatasetRemoved removed -> remove(removed.dataset());
            case Change.DraftSaved saved -> save(saved);
            case Change.VersionAdded added -> add(added.version());
            case Change.VersionChosen chosen -> choose(chosen.dataset(), chosen.number());
            case Change.TableVersionAdded added -> new TableRows(handle).add(added.version(), added.csv());
            case Change.TableVersionRemoved removed -> new TableRows(handle).remove(removed.table(), removed.number());
            case Change.QueryPut put -> new QueryRows(handle).put(put.query());
            case Change.QueryRemoved removed -> new QueryRows(handle).remove(removed.query());
            case Change.KeyAdded added -> add(added.key());
            case Change.KeyRevoked revoked ->
                handle.execute("update service_key set revoked_at = ? where id = ?", revoked.at(), revoked.keyId());
        }
    }

    private void put(Account account) {
        String id = account.id().value();
        if (handle.execute("update account set name = ? where id = ?", account.name(), id) == 0) {
            handle.execute(
                    "insert into account (id, name, is_system, revision, created_at) values (?, ?, ?, 0, ?)",
                    id,
                    account.name(),
                    account.system(),
                    account.createdAt());
            handle.execute("insert into account_claim (id) values (?)", id);
        }
    }

    private void remove(ResourceId account) {
        handle.execute("delete from service_key where account_id = ?", account.value());
        handle.execute("delete from account where id = ?", account.value());
    }

    private void put(Tenant tenant) {
        String id = tenant.id().value();
        String account = tenant.account().value();
        int updated = handle.execute(
                "update tenant set name = ?, is_active = ? where id = ?", tenant.name(), tenant.active(), id);
        if (updated == 0) {
            handle.execute(
                    "insert into tenant (id, account_id, name, is_active, created_at) values (?, ?, ?, ?, ?)",
                    id,
                    account,
                    tenant.name(),
                    tenant.active(),
                    tenant.createdAt());
            if (handle.execute("update tenant_claim set account_id = ? where id = ?", account, id) == 0) {
                handle.execute("insert into tenant_claim (id, account_id) values (?, ?)", id, account);
            }
        }
    }

    private void put(Dataset dataset) {
        String inputs = Rows.json(dataset.inputs());
        String table = Rows.json(dataset.table());
        int updated = handle.execute(
                "update dataset set is_active = ?, partitions = ?, inputs = ?, retention_days = ?, table_spec = ?"
                        + " where tenant_id = ? and id = ?",
                dataset.active(),
                dataset.partitions(),
                inputs,
                dataset.retentionDays(),
                table,
                dataset.tenant().value(),
                dataset.id().value());
        if (updated == 0) {
            handle.execute(
                    "insert into dataset (tenant_id, id, is_active, partitions, inputs, retention_days, table_spec, created_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                    dataset.tenant().value(),
                    dataset.id().value(),
                    dataset.active(),
                    dataset.partitions(),
                    inputs,
                    dataset.retentionDays(),
                    table,
                    dataset.createdAt());
        }
    }

    private void remove(DatasetRef dataset) {
        String tenant = dataset.tenant().value();
        String id = dataset.dataset().value();
        handle.execute("delete from draft where tenant_id = ? and dataset_id = ?", tenant, id);
        handle.execute("delete from dataset where tenant_id = ? and id = ?", tenant, id);
    }

    private void save(Change.DraftSaved saved) {
        String tenant = saved.dataset().tenant().value();
        String id = saved.dataset().dataset().value();
        int updated = handle.execute(
                "update draft set document = ?, saved_at = ? where tenant_id = ? and dataset_id = ?",
                saved.document(),
                saved.at(),
                tenant,
                id);
        if (updated == 0) {
            handle.execute(
                    "insert into draft (tenant_id, dataset_id, document, saved_at) values (?, ?, ?, ?)",
                    tenant,
                    id,
                    saved.document(),
                    saved.at());
        }
    }

    private void add(Version version) {
        handle.execute(
                "insert into transformation (tenant_id, dataset_id, version, document, created_at, created_by, copy_of)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                version.dataset().tenant().value(),
                version.dataset().dataset().value(),
                version.number(),
                version.document(),
                version.createdAt(),
                version.createdBy(),
                version.copyOf());
    }

    private void choose(DatasetRef dataset, @Nullable Integer number) {
        handle.execute(
                "update dataset set active_version = ? where tenant_id = ? and id = ?",
                number,
                dataset.tenant().value(),
                dataset.dataset().value());
    }

    private void add(ServiceKey key) {
        handle.execute(
                "insert into service_key (id, account_id, name, kind, prefix, sha256, created_at, scope)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                key.id(),
                key.account().value(),
                key.name(),
                key.type(),
                key.prefix(),
                key.hash().sha256(),
                key.createdAt(),
                Rows.json(key.hash().scope()));
    }
}
