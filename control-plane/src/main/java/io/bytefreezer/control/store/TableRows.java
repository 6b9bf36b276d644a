package io.bytefreezer.control.store;

import io.bytefreezer.control.state.TableContent;
import io.bytefreezer.control.state.TableRef;
import io.bytefreezer.control.state.TableVersion;
import io.bytefreezer.control.state.Tables;
import io.bytefreezer.schemas.name.ResourceId;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Rows of tables. */
final class TableRows {

    private static final String ALL_BUT_CONTENT =
            "v.tenant_id, v.name, v.version, v.sha256, v.bytes, v.row_count, v.column_names, v.index_names,"
                    + " v.created_at, v.created_by";

    private final Handle handle;

    TableRows(Handle handle) {
        this.handle = handle;
    }

    /** An account's tables. */
    Tables of(ResourceId account) {
        Map<TableRef, Integer> latest = handle.select(
                        "select t.* from lookup_table t join tenant_claim c on c.id = t.tenant_id where c.account_id = ?",
                        account.value())
                .map((row, context) -> Map.entry(Rows.table(row, context), row.getInt("latest_version")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
        Map<TableRef, NavigableMap<Integer, TableVersion>> versions = new HashMap<>();
        handle.select(
                        "select " + ALL_BUT_CONTENT + " from lookup_table_version v"
                                + " join tenant_claim c on c.id = v.tenant_id where c.account_id = ?",
                        account.value())
                .map(Rows::tableVersion)
                .forEach(version -> versions.computeIfAbsent(version.table(), table -> new TreeMap<>())
                        .put(version.number(), version));
        return new Tables(latest, versions);
    }

    /** One version; the newest where none is given. */
    Optional<TableVersion> one(TableRef table, @Nullable Integer version) {
        return handle.select(
                        "select " + ALL_BUT_CONTENT
                                + " from lookup_table_version v where v.tenant_id = ? and v.name = ?"
                                + " and v.version = coalesce(?, v.version) order by v.version desc limit 1",
                        table.tenant().value(),
                        table.name(),
                        version)
                .map(Rows::tableVersion)
                .findOne();
    }

    /** The CSV of a version, where it is kept. */
    Optional<String> csv(TableRef table, int version) {
        return handle.select(
                        "select content from lookup_table_version where tenant_id = ? and name = ? and version = ?",
                        table.tenant().value(),
                        table.name(),
                        version)
                .map((row, context) -> row.getString("content"))
                .findOne();
    }

    void add(TableVersion version, String csv) {
        String tenant = version.table().tenant().value();
        String name = version.table().name();
        int counted = handle.execute(
                "update lookup_table set latest_version = ? where tenant_id = ? and name = ?",
                version.number(),
                tenant,
                name);
        if (counted == 0) {
            handle.execute(
                    "insert into lookup_table (tenant_id, name, latest_version) values (?, ?, ?)",
                    tenant,
                    name,
                    version.number());
        }
        TableContent content = version.content();
        handle.execute(
                "insert into lookup_table_version (tenant_id, name, version, sha256, bytes, row_count, column_names,"
                        + " index_names, created_at, created_by, content) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                tenant,
                name,
                version.number(),
                content.sha256(),
                content.bytes(),
                content.rows(),
                Rows.textsJson(content.columns()),
                Rows.textsJson(content.index()),
                version.createdAt(),
                version.createdBy(),
                csv);
    }

    void remove(TableRef table, int version) {
        handle.execute(
                "delete from lookup_table_version where tenant_id = ? and name = ? and version = ?",
                table.tenant().value(),
                table.name(),
                version);
    }
}
