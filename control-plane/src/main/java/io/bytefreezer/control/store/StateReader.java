package io.bytefreezer.control.store;

import io.bytefreezer.control.state.Account;
import io.bytefreezer.control.state.Dataset;
import io.bytefreezer.control.state.ServiceKey;
import io.bytefreezer.control.state.State;
import io.bytefreezer.control.state.Tenant;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Rows to state. The caller's transaction decides how consistent it is. */
final class StateReader {

    private StateReader() {}

    static State read(Handle handle, ResourceId account) {
        String id = account.value();
        return new State(
                handle.select("select * from account").map(Rows::account).collectToMap(Account::id, found -> found),
                handle.select("select * from tenant").map(Rows::tenant).collectToMap(Tenant::id, found -> found),
                claims(handle),
                handle.select(
                                "select d.* from dataset d join tenant t on t.id = d.tenant_id where t.account_id = ?",
                                id)
                        .map(Rows::dataset)
                        .collectToMap(Dataset::ref, found -> found),
                latestVersions(handle, id),
                handle.select("select * from service_key where account_id = ?", id)
                        .map(Rows::key)
                        .collectToMap(ServiceKey::id, found -> found),
                new TableRows(handle).of(account),
                new QueryRows(handle).sizes(account));
    }

    private static State.Claims claims(Handle handle) {
        Set<ResourceId> accounts = handle.select("select id from account_claim")
                .map((row, context) -> Rows.id(row, "id"))
                .set();
        Map<ResourceId, ResourceId> tenants = handle.select("select id, account_id from tenant_claim")
                .map((row, context) -> Map.entry(Rows.id(row, "id"), Rows.id(row, "account_id")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
        return new State.Claims(accounts, tenants);
    }

    private static Map<DatasetRef, Integer> latestVersions(Handle handle, String account) {
        return handle.select("""
                        select t.tenant_id, t.dataset_id, max(t.version) as latest
                        from transformation t join tenant_claim c on c.id = t.tenant_id
                        where c.account_id = ? group by t.tenant_id, t.dataset_id
                        """, account)
                .map((row, context) -> Map.entry(
                        new DatasetRef(Rows.id(row, "tenant_id"), Rows.id(row, "dataset_id")), row.getInt("latest")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
