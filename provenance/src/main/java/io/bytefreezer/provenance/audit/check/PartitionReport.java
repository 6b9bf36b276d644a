package io.bytefreezer.provenance.audit.check;

import io.bytefreezer.provenance.origin.OffsetRange;
import java.util.List;

/**
 * What was found of one raw partition. Immutable.
 *
 * @param partition the partition
 * @param wanted the offsets asked for, until where the partition ended when the audit started
 * @param judged those of them that were judged: everything that will come of them has come
 * @param objects raw objects that hold some of them
 * @param counts what was counted in the judged offsets
 * @param findings what keeps it from being complete; none when it is complete
 */
public record PartitionReport(
        int partition, OffsetRange wanted, OffsetRange judged, int objects, Counts counts, List<Finding> findings) {

    /** Copies the list. */
    public PartitionReport {
        findings = List.copyOf(findings);
    }

    /** Whether nothing was found, and nothing is on its way. */
    public boolean isComplete() {
        return findings.isEmpty();
    }
}
