package io.bytefreezer.packer.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a batch.
 *
 * @param rows rows spooled
 * @param bytes their bytes on disk
 * @param rejectedBytes bytes of memory that records for the dead letters hold
 * @param hours different hours of event time
 * @param closed whether no further row may join it, because it carries a culprit to the dead letters
 * @param firstRecord when its first record was read; empty while it covers nothing
 */
public record BatchFacts(
        long rows, long bytes, long rejectedBytes, int hours, boolean closed, Optional<Instant> firstRecord) {

    /** Whether there is nothing to commit: neither rows, nor dead letters, nor offsets. */
    public boolean isEmpty() {
        return firstRecord.isEmpty();
    }
}
