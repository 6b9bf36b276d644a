package io.bytefreezer.query.result;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How far an answer reaches, for one table.
 *
 * @param table its name, {@code tenant.dataset}
 * @param snapshotId the snapshot read; empty where nothing was packed yet
 * @param tail whether rows after the snapshot were read too
 * @param tailRows how many; null where the key may not know
 * @param lagRecords records known to be there that the answer leaves out; null where the key may not know
 * @param eventTime event time of the newest row read, packed or not; null when there is none
 * @param lagSeconds seconds from that to the query; null when there is none
 * @param warnings what the reader should know, in plain words
 */
public record Freshness(
        String table,
        OptionalLong snapshotId,
        boolean tail,
        @Nullable Long tailRows,
        @Nullable Long lagRecords,
        @Nullable Instant eventTime,
        @Nullable Double lagSeconds,
        List<String> warnings) {

    /** Copies the warnings. */
    public Freshness {
        warnings = List.copyOf(warnings);
    }

    /** The same for somebody who cannot see all rows of the table: counts and times would tell of the others. */
    public Freshness discreet() {
        List<String> said = warnings.isEmpty() ? List.of() : List.of("some rows not packed yet are left out");
        return new Freshness(table, snapshotId, tail, null, null, null, null, said);
    }

    /** Seconds from an event time to now; null when there is none. */
    public static @Nullable Double lag(@Nullable Instant eventTime, Instant now) {
        return eventTime == null ? null : Duration.between(eventTime, now).toMillis() / 1000.0;
    }

    /** Of a snapshot alone, whose newest row has this event time. */
    public static Freshness snapshot(
            String table, OptionalLong snapshotId, Optional<Instant> newest, List<String> warnings) {
        Instant eventTime = newest.orElse(null);
        return new Freshness(table, snapshotId, false, 0L, 0L, eventTime, lag(eventTime, Instant.now()), warnings);
    }
}
