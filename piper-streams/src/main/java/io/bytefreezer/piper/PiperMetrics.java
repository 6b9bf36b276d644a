package io.bytefreezer.piper;

import io.bytefreezer.piper.judge.Verdict;
import io.bytefreezer.piper.topology.Counts;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.name.DatasetRef;

/**
 * Counts records and events by dataset and outcome: {@code records} are what was read, {@code events} what became of them,
 * by outcome; {@code dropped} says of the dropped ones which filter did it and why, {@code slow_seconds} of slow datasets which filter takes the time.
 */
record PiperMetrics(ServiceMetrics metrics) implements Counts {

    @Override
    public void emitted(DatasetRef dataset, Verdict.Emitted emitted) {
        record(dataset);
        events(dataset, "emitted", "", emitted.events().size());
        emitted.routed()
                .forEach(routed ->
                        events(dataset, "routed", routed.target().dataset().value(), 1));
        emitted.drops().forEach(dropped -> drop(dataset, dropped));
    }

    @Override
    public void dropped(DatasetRef dataset, Verdict.Dropped dropped) {
        record(dataset);
        drop(dataset, dropped);
    }

    @Override
    public void rejected(DatasetRef dataset, String stage, String code) {
        record(dataset);
        events(dataset, "rejected", code, 1);
    }

    @Override
    public void slow(DatasetRef dataset, String filter, long nanos) {
        metrics.counter("slow_seconds", "dataset", dataset.toString(), "filter", filter)
                .increment(nanos / 1e9);
    }

    /** Records that left their topic before they were read: they are in none of the other counts. */
    void expired(String dataset, long records) {
        metrics.counter("events", "dataset", dataset, "outcome", "expired", "reason", "retention")
                .increment((double) records);
    }

    private void drop(DatasetRef dataset, Verdict.Dropped dropped) {
        events(dataset, "dropped", dropped.filter(), 1);
        metrics.counter(
                        "dropped",
                        "dataset",
                        dataset.toString(),
                        "filter",
                        dropped.filter(),
                        "reason",
                        dropped.reason())
                .increment();
    }

    private void events(DatasetRef dataset, String outcome, String reason, int count) {
        metrics.counter("events", "dataset", dataset.toString(), "outcome", outcome, "reason", reason)
                .increment(count);
    }

    private void record(DatasetRef dataset) {
        metrics.counter("records", "dataset", dataset.toString()).increment();
    }
}
