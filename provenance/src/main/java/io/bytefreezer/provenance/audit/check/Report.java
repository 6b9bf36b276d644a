package io.bytefreezer.provenance.audit.check;

import io.bytefreezer.schemas.name.DatasetRef;
import java.util.List;

/**
 * What an audit found. Immutable.
 *
 * @param dataset the dataset
 * @param isDeep whether records and rows were compared one by one
 * @param partitions its raw partitions
 * @param findings what is of no partition alone: what counting all of them says
 * @param total what was counted in the judged offsets of all partitions
 * @param drops what dropped the records and events that {@code total} counts as dropped
 */
public record Report(
        DatasetRef dataset,
        boolean isDeep,
        List<PartitionReport> partitions,
        List<Finding> findings,
        Counts total,
        Drops drops) {

    /** Copies the lists. */
    public Report {
        partitions = List.copyOf(partitions);
        findings = List.copyOf(findings);
    }

    /** Whether everything asked for has arrived, and exactly once. */
    public boolean isComplete() {
        return findings.isEmpty() && partitions.stream().allMatch(PartitionReport::isComplete);
    }
}
