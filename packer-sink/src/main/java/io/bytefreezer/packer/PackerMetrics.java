package io.bytefreezer.packer;

import io.bytefreezer.packer.flush.PackCounts;
import io.bytefreezer.packer.upkeep.UpkeepCounts;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Counts what is packed, by dataset.
 *
 * @param metrics where it is counted
 * @param clock tells how long events waited
 * @param fields names the fields
 */
record PackerMetrics(ServiceMetrics metrics, Clock clock, FieldLabels fields) implements PackCounts, UpkeepCounts {

    @Override
    public void committed(DatasetRef dataset, Landed landed) {
        commit(dataset, "committed");
        count("rows", dataset, landed.rows());
        count("rejected", dataset, landed.rejected());
        count("files", dataset, landed.files());
        count("bytes", dataset, landed.bytes());
        landed.rescued().forEach((field, values) -> rescued(dataset, field, values));
        landed.oldest().ifPresent(received -> lag(dataset, received));
    }

    @Override
    public void refused(DatasetRef dataset) {
        commit(dataset, "refused");
    }

    @Override
    public void failed(DatasetRef dataset) {
        commit(dataset, "failed");
    }

    @Override
    public void typesKept(DatasetRef dataset, int columns) {
        count("column_types_kept", dataset, columns);
    }

    @Override
    public void expired(DatasetRef dataset, long records) {
        count("expired_records", dataset, records);
    }

    @Override
    public void compacted(DatasetRef dataset, int files, long bytes) {
        count("compacted_files", dataset, files);
        count("compacted_bytes", dataset, bytes);
    }

    @Override
    public void compactionTooLarge(DatasetRef dataset) {
        count("compactions_too_large", dataset, 1);
    }

    @Override
    public void retentionRemoved(DatasetRef dataset, int files, long rows, long late) {
        count("retention_removed_files", dataset, files);
        count("retention_removed_rows", dataset, rows);
        count("retention_late_rows", dataset, late);
    }

    @Override
    public void snapshotsExpired(DatasetRef dataset, int snapshots) {
        count("expired_snapshots", dataset, snapshots);
    }

    @Override
    public void orphansRemoved(DatasetRef dataset, int objects) {
        count("removed_orphans", dataset, objects);
    }

    @Override
    public void upkeepFailed(DatasetRef dataset) {
        count("upkeep_failures", dataset, 1);
    }

    private void lag(DatasetRef dataset, Instant received) {
        Duration waited = Duration.between(received, clock.instant());
        // Clocks of two machines differ.
        metrics.timer("lag", "dataset", dataset.toString()).record(waited.isNegative() ? Duration.ZERO : waited);
    }

    private void count(String noun, DatasetRef dataset, long amount) {
        metrics.counter(noun, "dataset", dataset.toString()).increment((double) amount);
    }

    private void rescued(DatasetRef dataset, String field, long values) {
        metrics.counter("rescued_values", "dataset", dataset.toString(), "field", fields.of(dataset, field))
                .increment((double) values);
    }

    private void commit(DatasetRef dataset, String outcome) {
        metrics.counter("commits", "dataset", dataset.toString(), "outcome", outcome)
                .increment();
    }
}
