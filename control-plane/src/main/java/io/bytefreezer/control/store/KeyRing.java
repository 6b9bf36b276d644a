package io.bytefreezer.control.store;

import io.bytefreezer.control.state.ServiceKey;
import io.bytefreezer.schemas.snapshot.KeyHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Finds keys by their hash: one look into an index, whose time says nothing about a key, because nobody can choose what
 * its hash begins with.
 */
public final class KeyRing {

    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final Clock clock;

    /** The keys in this database. */
    public KeyRing(Database database, Clock clock) {
        this.jdbi = database.jdbi();
        this.clock = clock;
    }

    /**
     * A key somebody showed.
     *
     * @param key revoked or not
     * @param system whether it opens the system account
     */
    public record Shown(ServiceKey key, boolean system) {}

    /** The key with this clear text, revoked ones too. */
    public Optional<Shown> find(String clear) {
        return jdbi.withHandle(handle -> handle.select(
                        "select k.*, a.is_system from service_key k join account a on a.id = k.account_id"
                                + " where k.sha256 = ?",
                        KeyHash.sha256(clear))
                .map((row, context) -> new Shown(Rows.key(row, context), row.getBoolean("is_system")))
                .findOne());
    }

    /** Notes that the key was used, at most once a minute. */
    public void noteUse(ServiceKey key) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant noted = key.lastUsedAt();
        if (noted == null || noted.plus(USE_NOTED_EVERY).isBefore(now)) {
            jdbi.useHandle(
                    handle -> handle.execute("update service_key set last_used_at = ? where id = ?", now, key.id()));
        }
    }
}
