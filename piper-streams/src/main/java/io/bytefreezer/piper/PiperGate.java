package io.bytefreezer.piper;

import io.bytefreezer.piper.gate.Gate;
import io.bytefreezer.piper.share.FairShare;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Opens for datasets that have a plan, while nothing has to pause after a failure, and as far as their share of the time
 * goes. Safe for use by many threads.
 */
record PiperGate(Topics topics, PlanBook book, Setbacks setbacks, FairShare share, LongSupplier nanoTime)
        implements Gate {

    @Override
    public boolean isOpen(String topic) {
        return ready(topic)
                .map(dataset -> share.isOpen(dataset, nanoTime.getAsLong()))
                .orElse(false);
    }

    @Override
    public int admit(String topic, int records) {
        return ready(topic)
                .map(dataset -> share.admit(dataset, records, nanoTime.getAsLong()))
                .orElse(0);
    }

    private Optional<DatasetRef> ready(String topic) {
        return setbacks.isPausing()
                ? Optional.empty()
                : topics.parse(topic)
                        .map(Topics.Parsed::dataset)
                        .filter(dataset -> book.current().of(dataset) != null);
    }
}
