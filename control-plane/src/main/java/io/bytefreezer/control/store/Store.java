package io.bytefreezer.control.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.bytefreezer.control.decision.Actor;
import io.bytefreezer.control.decision.Command;
import io.bytefreezer.control.decision.Decision;
import io.bytefreezer.control.state.Snapshots;
import io.bytefreezer.control.state.State;
import io.bytefreezer.runtime.http.Json;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.bytefreezer.schemas.snapshot.Transformation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * The installation's configuration. Commands are carried out one after another, over all processes that share the
 * database: each sees all that came before it, and raises the installation's revision when it changes something.
 */
public final class Store {

    private final Jdbi jdbi;
    private final Clock clock;

    /** The configuration in this database. */
    public Store(Database database, Clock clock) {
        this.jdbi = database.jdbi();
        this.clock = clock;
    }

    /** Decides on the command and writes what follows from it, all or nothing. */
    public Decision execute(Actor actor, Command command) {
        return jdbi.inTransaction(handle -> {
            long revision = number(handle, "select revision from installation where id = 1 for update");
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Decision decision = Decision.decide(StateReader.read(handle, command.account()), actor, command, now);
            if (decision instanceof Decision.Changes done && !done.changes().isEmpty()) {
                ChangeWriter writer = new ChangeWriter(handle);
                done.changes().forEach(writer::write);
                raise(handle, revision + 1, command.account());
                log(handle, actor, command, now);
            }
            return decision;
        });
    }

    /** What is, as far as it concerns the account. */
    public State state(ResourceId account) {
        return consistently(handle -> StateReader.read(handle, account));
    }

    /** What the account's services are told, or nothing when there is no such account. */
    public Optional<Snapshot> snapshot(ResourceId account) {
        return consistently(handle -> revision(handle, account)
                .map(revision -> Snapshots.of(
                        account,
                        revision,
                        StateReader.read(handle, account),
                        running(handle, account),
                        new QueryRows(handle).all(account))));
    }

    /** Grows with every change of anything. */
    public long revision() {
        return jdbi.withHandle(handle -> number(handle, "select revision from installation where id = 1"));
    }

    /** Grows with every change of the account; nothing when there is no such account. */
    public Optional<Long> revision(ResourceId account) {
        return jdbi.withHandle(handle -> revision(handle, account));
    }

    /** The account whose keys may create accounts, or nothing before the first start. */
    public Optional<ResourceId> systemAccount() {
        return jdbi.withHandle(handle -> handle.select("select id from account where is_system = true")
                .map((row, context) -> Rows.id(row, "id"))
                .findOne());
    }

    /** All that the callback reads is of one moment, in both databases. */
    private <R> R consistently(HandleCallback<R, RuntimeException> callback) {
        return jdbi.inTransaction(TransactionIsolationLevel.SERIALIZABLE, callback);
    }

    private static Optional<Long> revision(Handle handle, ResourceId account) {
        return handle.select("select revision from account where id = ?", account.value())
                .mapTo(Long.class)
                .findOne();
    }

    private static Map<DatasetRef, Transformation> running(Handle handle, ResourceId account) {
        return handle.select("""
                        select t.tenant_id, t.dataset_id, t.version, t.document
                        from transformation t
                        join dataset d on d.tenant_id = t.tenant_id and d.id = t.dataset_id
                          and d.active_version = t.version
                        join tenant n on n.id = d.tenant_id
                        where n.account_id = ?
                        """, account.value())
                .map((row, context) -> Map.entry(
                        new DatasetRef(Rows.id(row, "tenant_id"), Rows.id(row, "dataset_id")), transformation(row)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Transformation transformation(ResultSet row) throws SQLException {
        try {
            return new Transformation(row.getInt("version"), Json.mapper().readTree(row.getString("document")));
        } catch (JsonProcessingException e) {
            throw new SQLException("the column transformation.document holds something that is not JSON", e);
        }
    }

    private static void raise(Handle handle, long revision, ResourceId account) {
        handle.execute("update installation set revision = ? where id = 1", revision);
        handle.execute("update account set revision = ? where id = ?", revision, account.value());
    }

    private static void log(Handle handle, Actor actor, Command command, Instant now) {
        handle.execute(
                "insert into audit_log (happened_at, account_id, key_id, action, resource) values (?, ?, ?, ?, ?)",
                now,
                command.account().value(),
                actor.keyId(),
                command.action(),
                command.resource());
    }

    private static long number(Handle handle, String sql) {
        return handle.select(sql).mapTo(Long.class).one();
    }
}
