package io.bytefreezer.provenance.audit;

import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to audit, and how.
 *
 * @param dataset the dataset
 * @param from where to start; empty for the beginning
 * @param to where to end, exclusive; empty for where the topic ends when the audit starts
 * @param partition the one raw partition to look at; empty for all
 * @param deep whether to compare records and rows one by one
 * @param patience how long to wait for stages that are behind; zero not to
 */
public record AuditRequest(
        DatasetRef dataset,
        Optional<Bound> from,
        Optional<Bound> to,
        OptionalInt partition,
        boolean deep,
        Duration patience) {

    /** All of a dataset as it stands. */
    public static AuditRequest of(DatasetRef dataset, boolean deep) {
        return new AuditRequest(dataset, Optional.empty(), Optional.empty(), OptionalInt.empty(), deep, Duration.ZERO);
    }
}
