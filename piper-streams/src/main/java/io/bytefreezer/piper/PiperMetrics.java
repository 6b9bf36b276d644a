package io.bytefreezer.piper;

import io.bytefreezer.piper.topology.Counts;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.name.DatasetRef;

/**
 * Counts records and events by dataset and outcome: {@code records} are what was read, {@code events} what became of them,
 * so that read = emitted + dropped + rejected can be seen from outside.
 */
record PiperMetrics(ServiceMetrics metrics) implements Counts {

    @Override
    public void emitted(DatasetRef dataset, int events) {
        record(dataset);
        metrics.counter("events", "dataset", dataset.toString(), "outcome", "emitted", "reason", "")
                .increment(events);
    }

    @Override
    public void dropped(DatasetRef dataset, String filter, String reason) {
        record(dataset);
        metrics.counter("events", "dataset", dataset.toString(), "outcome", "dropped", "reason", filter)
                .increment();
    }

    @Override
    public void rejected(DatasetRef dataset, String stage, String code) {
        record(dataset);
        metrics.counter("events", "dataset", dataset.toString(), "outcome", "rejected", "reason", code)
                .increment();
    }

    /** Records that left their topic before they were read: they are in none of the other counts. */
    void expired(String dataset, long records) {
        metrics.counter("events", "dataset", dataset, "outcome", "expired", "reason", "retention")
                .increment((double) records);
    }

    private void record(DatasetRef dataset) {
        metrics.counter("records", "dataset", dataset.toString()).increment();
    }
}
