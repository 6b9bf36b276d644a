package io.bytefreezer.lake.read;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * Files that came into a table after a snapshot, or all of them.
 *
 * @param files what is read; its snapshot is the one that the next step starts after
 * @param after the snapshot they came after; empty for all that the table holds
 * @param committedAt when the last of them was committed
 */
public record AppendedFiles(TableFiles files, OptionalLong after, Instant committedAt) {

    /** The snapshot that the next step starts after. */
    public long upTo() {
        return files.snapshotId().orElseThrow();
    }
}
