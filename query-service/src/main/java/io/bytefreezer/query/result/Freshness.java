package io.bytefreezer.query.result;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How far an answer reaches, for one table.
 *
 * @param table its name, {@code tenant.dataset}
 * @param snapshotId the snapshot read; empty where nothing was packed yet
 * @param tail whether rows after the snapshot were read too
 * @param tailRows how many
 * @param lagRecords records known to be there that the answer leaves out
 * @param eventTime event time of the newest row after the snapshot; null when there is none
 * @param lagSeconds seconds from that to the query; null when there is none
 * @param warnings what the reader should know, in plain words
 */
public record Freshness(
        String table,
        OptionalLong snapshotId,
        boolean tail,
        long tailRows,
        long lagRecords,
        @Nullable Instant eventTime,
        @Nullable Double lagSeconds,
        List<String> warnings) {

    /** Copies the warnings. */
    public Freshness {
        warnings = List.copyOf(warnings);
    }

    /** Of a snapshot alone. */
    public static Freshness snapshot(String table, OptionalLong snapshotId, List<String> warnings) {
        return new Freshness(table, snapshotId, false, 0, 0, null, null, warnings);
    }
}
