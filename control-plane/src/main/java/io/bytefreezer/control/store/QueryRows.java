package io.bytefreezer.control.store;

import io.bytefreezer.control.state.QueryRef;
import io.bytefreezer.control.state.SavedQuery;
import io.bytefreezer.schemas.name.ResourceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Rows of saved queries. */
final class QueryRows {

    private final Handle handle;

    QueryRows(Handle handle) {
        this.handle = handle;
    }

    /** How many bytes each of an account's queries has. */
    Map<QueryRef, Integer> sizes(ResourceId account) {
        return handle.select(
                        "select q.tenant_id, q.id, q.bytes from saved_query q join tenant t on t.id = q.tenant_id"
                                + " where t.account_id = ?",
                        account.value())
                .map((row, context) -> Map.entry(ref(row), row.getInt("bytes")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** An account's queries, in no order. */
    List<SavedQuery> all(ResourceId account) {
        return handle.select(
                        "select q.* from saved_query q join tenant t on t.id = q.tenant_id where t.account_id = ?",
                        account.value())
                .map(QueryRows::query)
                .list();
    }

    /** A tenant's queries, by their ids. */
    List<SavedQuery> of(ResourceId tenant) {
        return handle.select("select * from saved_query where tenant_id = ? order by id", tenant.value())
                .map(QueryRows::query)
                .list();
    }

    Optional<SavedQuery> one(QueryRef ref) {
        return handle.select(
                        "select * from saved_query where tenant_id = ? and id = ?",
                        ref.tenant().value(),
                        ref.id().value())
                .map(QueryRows::query)
                .findOne();
    }

    void put(SavedQuery query) {
        String tenant = query.ref().tenant().value();
        String id = query.ref().id().value();
        int updated = handle.execute(
                "update saved_query set name = ?, description = ?, query = ?, bytes = ?, updated_at = ?, updated_by = ?"
                        + " where tenant_id = ? and id = ?",
                query.name(),
                query.description(),
                query.sql(),
                query.bytes(),
                query.updatedAt(),
                query.updatedBy(),
                tenant,
                id);
        if (updated == 0) {
            handle.execute(
                    "insert into saved_query (tenant_id, id, name, description, query, bytes, updated_at, updated_by)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                    tenant,
                    id,
                    query.name(),
                    query.description(),
                    query.sql(),
                    query.bytes(),
                    query.updatedAt(),
                    query.updatedBy());
        }
    }

    void remove(QueryRef ref) {
        handle.execute(
                "delete from saved_query where tenant_id = ? and id = ?",
                ref.tenant().value(),
                ref.id().value());
    }

    private static SavedQuery query(ResultSet row, StatementContext context) throws SQLException {
        return new SavedQuery(
                ref(row),
                row.getString("name"),
                row.getString("description"),
                row.getString("query"),
                Rows.time(row, "updated_at"),
                row.getString("updated_by"));
    }

    private static QueryRef ref(ResultSet row) throws SQLException {
        return new QueryRef(Rows.id(row, "tenant_id"), Rows.id(row, "id"));
    }
}
