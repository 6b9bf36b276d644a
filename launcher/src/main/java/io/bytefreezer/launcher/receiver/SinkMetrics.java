package io.bytefreezer.launcher.receiver;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Shows what the sink's tasks count, which Connect keeps among its own metrics, as the receiver's: the sum over the tasks of
 * this worker.
 *
 * @param connect Connect's metrics as they are now
 */
record SinkMetrics(Supplier<Map<MetricName, ? extends Metric>> connect) implements MeterBinder {

    /** Nouns of the sink's counters: {@code records-landed} is Connect's {@code records-landed-total}. */
    private static final List<String> COUNTERS = List.of(
            "records-read",
            "records-undecoded",
            "records-landed",
            "objects-published",
            "objects-overtaken",
            "offsets-lost",
            "logs-replaced");

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String counter : COUNTERS) {
            FunctionCounter.builder(
                            "bytefreezer.receiver." + counter.replace('-', '.'), this, metrics -> metrics.sum(counter))
                    .register(registry);
        }
    }

    /** Why tasks do not land at the moment; nothing when all is well. */
    List<String> problems() {
        return connect.get().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("problem"))
                .map(metric -> String.valueOf(metric.getValue().metricValue()))
                .filter(problem -> !problem.isEmpty())
                .distinct()
                .toList();
    }

    private double sum(String counter) {
        return connect.get().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(counter + "-total"))
                .mapToDouble(
                        metric -> metric.getValue().metricValue() instanceof Number number ? number.doubleValue() : 0)
                .sum();
    }
}
