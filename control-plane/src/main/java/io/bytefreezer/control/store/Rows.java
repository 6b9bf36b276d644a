package io.bytefreezer.control.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.bytefreezer.control.state.Account;
import io.bytefreezer.control.state.AuditEntry;
import io.bytefreezer.control.state.Dataset;
import io.bytefreezer.control.state.ServiceKey;
import io.bytefreezer.control.state.TableContent;
import io.bytefreezer.control.state.TableRef;
import io.bytefreezer.control.state.TableVersion;
import io.bytefreezer.control.state.Tenant;
import io.bytefreezer.control.state.Version;
import io.bytefreezer.control.state.VersionSummary;
import io.bytefreezer.runtime.http.Json;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.InputSpec;
import io.bytefreezer.schemas.snapshot.KeyHash;
import io.bytefreezer.schemas.snapshot.KeyScope;
import io.bytefreezer.schemas.snapshot.TableSpec;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** What rows mean. */
final class Rows {

    private static final TypeReference<List<InputSpec>> INPUTS = new TypeReference<>() {};

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private Rows() {}

    static Account account(ResultSet row, StatementContext context) throws SQLException {
        return new Account(id(row, "id"), row.getString("name"), row.getBoolean("is_system"), time(row, "created_at"));
    }

    static Tenant tenant(ResultSet row, StatementContext context) throws SQLException {
        return new Tenant(
                id(row, "id"),
                id(row, "account_id"),
                row.getString("name"),
                row.getBoolean("is_active"),
                time(row, "created_at"));
    }

    static Dataset dataset(ResultSet row, StatementContext context) throws SQLException {
        return new Dataset(
                id(row, "tenant_id"),
                id(row, "id"),
                row.getBoolean("is_active"),
                row.getInt("partitions"),
                inputs(row.getString("inputs")),
                number(row, "active_version"),
                number(row, "retention_days"),
                tableSpec(row.getString("table_spec")),
                time(row, "created_at"));
    }

    static ServiceKey key(ResultSet row, StatementContext context) throws SQLException {
        return new ServiceKey(
                new KeyHash(
                        row.getString("id"),
                        row.getString("prefix"),
                        row.getString("sha256"),
                        row.getString("kind"),
                        scope(row)),
                id(row, "account_id"),
                row.getString("name"),
                time(row, "created_at"),
                timeOrNull(row, "last_used_at"),
                timeOrNull(row, "revoked_at"));
    }

    private static @Nullable KeyScope scope(ResultSet row) throws SQLException {
        String json = row.getString("scope");
        try {
            return json == null ? null : Json.mapper().readValue(json, KeyScope.class);
        } catch (JsonProcessingException e) {
            throw new SQLException("the column service_key.scope holds something that is not a scope", e);
        }
    }

    /** What {@link #key} reads. */
    static @Nullable String json(@Nullable KeyScope scope) {
        return scope == null ? null : new String(Json.bytes(scope), StandardCharsets.UTF_8);
    }

    static Version version(ResultSet row, StatementContext context) throws SQLException {
        return new Version(
                new DatasetRef(id(row, "tenant_id"), id(row, "dataset_id")),
                row.getInt("version"),
                row.getString("document"),
                time(row, "created_at"),
                row.getString("created_by"),
                number(row, "copy_of"));
    }

    static VersionSummary versionSummary(ResultSet row, StatementContext context) throws SQLException {
        return new VersionSummary(
                row.getInt("version"), time(row, "created_at"), row.getString("created_by"), number(row, "copy_of"));
    }

    static AuditEntry auditEntry(ResultSet row, StatementContext context) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                time(row, "happened_at"),
                id(row, "account_id"),
                row.getString("key_id"),
                row.getString("action"),
                row.getString("resource"));
    }

    static ResourceId id(ResultSet row, String column) throws SQLException {
        return new ResourceId(row.getString(column));
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static TableVersion tableVersion(ResultSet row, StatementContext context) throws SQLException {
        return new TableVersion(
                table(row, context),
                row.getInt("version"),
                new TableContent(
                        row.getString("sha256"),
                        row.getInt("bytes"),
                        row.getInt("row_count"),
                        texts(row, "column_names"),
                        texts(row, "index_names")),
                time(row, "created_at"),
                row.getString("created_by"));
    }

    static TableRef table(ResultSet row, StatementContext context) throws SQLException {
        return new TableRef(id(row, "tenant_id"), row.getString("name"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        try {
            return Json.mapper().readValue(row.getString(column), TEXTS);
        } catch (JsonProcessingException e) {
            throw new SQLException("the column " + column + " holds something that is not a list of texts", e);
        }
    }

    /** What {@link #texts} reads. */
    static String textsJson(List<String> texts) {
        return new String(Json.bytes(texts), StandardCharsets.UTF_8);
    }

    private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : number;
    }

    private static List<InputSpec> inputs(String json) throws SQLException {
        try {
            return Json.mapper().readValue(json, INPUTS);
        } catch (JsonProcessingException e) {
            throw new SQLException("the column dataset.inputs holds something that is not a list of inputs", e);
        }
    }

    private static @Nullable TableSpec tableSpec(@Nullable String json) throws SQLException {
        try {
            return json == null ? null : Json.mapper().readValue(json, TableSpec.class);
        } catch (JsonProcessingException e) {
            throw new SQLException("the column dataset.table_spec holds something that is not settings of a table", e);
        }
    }

    /** What {@link #dataset} reads. */
    static @Nullable String json(@Nullable TableSpec table) {
        return table == null ? null : new String(Json.bytes(table), StandardCharsets.UTF_8);
    }

    /** What {@link #dataset} reads. */
    static String json(List<InputSpec> inputs) {
        return new String(Json.bytes(inputs), StandardCharsets.UTF_8);
    }
}
