package io.bytefreezer.lake.read;

import java.time.Instant;

/** Which earlier state of a table is asked for. */
public sealed interface AsOf {

    /** The one that was current at a time. */
    record Time(Instant at) implements AsOf {}

    /** The one of a snapshot. */
    record SnapshotId(long id) implements AsOf {}
}
