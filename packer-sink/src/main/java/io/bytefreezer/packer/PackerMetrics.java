package io.bytefreezer.packer;

import io.bytefreezer.packer.flush.PackCounts;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.name.DatasetRef;

/** Counts what is packed, by dataset. */
record PackerMetrics(ServiceMetrics metrics) implements PackCounts {

    @Override
    public void committed(DatasetRef dataset, long rows, int files, long rescued) {
        commit(dataset, "committed");
        metrics.counter("rows", "dataset", dataset.toString()).increment((double) rows);
        metrics.counter("files", "dataset", dataset.toString()).increment(files);
        metrics.counter("rescued_values", "dataset", dataset.toString()).increment((double) rescued);
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
    public void rejected(DatasetRef dataset) {
        metrics.counter("rejected", "dataset", dataset.toString()).increment();
    }

    private void commit(DatasetRef dataset, String outcome) {
        metrics.counter("commits", "dataset", dataset.toString(), "outcome", outcome)
                .increment();
    }
}
