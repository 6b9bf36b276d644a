package io.bytefreezer.control.store;

import io.bytefreezer.control.state.AuditEntry;
import io.bytefreezer.control.state.Draft;
import io.bytefreezer.control.state.QueryRef;
import io.bytefreezer.control.state.SavedQuery;
import io.bytefreezer.control.state.TableRef;
import io.bytefreezer.control.state.TableVersion;
import io.bytefreezer.control.state.Version;
import io.bytefreezer.control.state.VersionSummary;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What state does not hold: versions of transformations, rows of tables, saved queries, and who did what. It trusts its caller on who may see what. */
public final class History {

    /** Most versions of one transformation that are listed, the latest first. */
    public static final int VERSIONS_LISTED_MAX = 1_000;

    private final Jdbi jdbi;

    /** The history in this database. */
    public History(Database database) {
        this.jdbi = database.jdbi();
    }

    /** The versions of a dataset's transformation, the latest first. */
    public List<VersionSummary> versions(DatasetRef dataset) {
        return jdbi.withHandle(handle -> handle.select(
                        "select version, created_at, created_by, copy_of from transformation"
                                + " where tenant_id = ? and dataset_id = ? order by version desc limit ?",
                        dataset.tenant().value(),
                        dataset.dataset().value(),
                        VERSIONS_LISTED_MAX)
                .map(Rows::versionSummary)
                .list());
    }

    /** One version of a dataset's transformation. */
    public Optional<Version> version(DatasetRef dataset, int number) {
        return jdbi.withHandle(handle -> handle.select(
                        "select * from transformation where tenant_id = ? and dataset_id = ? and version = ?",
                        dataset.tenant().value(),
                        dataset.dataset().value(),
                        number)
                .map(Rows::version)
                .findOne());
    }

    /** What somebody works on. */
    public Optional<Draft> draft(DatasetRef dataset) {
        return jdbi.withHandle(handle -> handle.select(
                        "select document, saved_at from draft where tenant_id = ? and dataset_id = ?",
                        dataset.tenant().value(),
                        dataset.dataset().value())
                .map((row, context) -> new Draft(row.getString("document"), Rows.time(row, "saved_at")))
                .findOne());
    }

    /** A version of a table without its rows; the newest where none is given. */
    public Optional<TableVersion> table(TableRef table, @Nullable Integer version) {
        return jdbi.withHandle(handle -> new TableRows(handle).one(table, version));
    }

    /** The CSV of a version of a table, where it is kept. */
    public Optional<String> csv(TableRef table, int version) {
        return jdbi.withHandle(handle -> new TableRows(handle).csv(table, version));
    }

    /** A tenant's saved queries, by their ids. */
    public List<SavedQuery> queries(ResourceId tenant) {
        return jdbi.withHandle(handle -> new QueryRows(handle).of(tenant));
    }

    /** One saved query. */
    public Optional<SavedQuery> query(QueryRef ref) {
        return jdbi.withHandle(handle -> new QueryRows(handle).one(ref));
    }

    /**
     * What was done, the latest first.
     *
     * @param account with this account, or with any where it is null
     * @param before only entries with a smaller id
     * @param entriesMax at most as many
     */
    public List<AuditEntry> audit(@Nullable ResourceId account, long before, int entriesMax) {
        return jdbi.withHandle(handle -> handle.select(
                        "select * from audit_log where account_id = coalesce(?, account_id) and id < ?"
                                + " order by id desc limit ?",
                        account == null ? null : account.value(),
                        before,
                        entriesMax)
                .map(Rows::auditEntry)
                .list());
    }
}
