package io.bytefreezer.query.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * How far an export came.
 *
 * @param table the table, as {@code tenant/dataset}
 * @param snapshotId the snapshot whose rows, and all before it, have arrived; a text, since many readers of JSON do not keep
 *     integers of this size
 * @param committedAt when that was committed
 * @param steps steps that were sent
 */
record Cursor(
        String table,
        @JsonProperty("snapshot_id") String snapshotId,
        @JsonProperty("committed_at") Instant committedAt,
        long steps) {

    long snapshot() {
        return Long.parseLong(snapshotId);
    }
}
