package io.bytefreezer.proxy.count;

import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.name.DatasetRef;
import io.micrometer.core.instrument.Gauge;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The proxy's own metrics. Labels are bounded: datasets and inputs are those of the configuration, outcomes and reasons
 * those of the code.
 */
public final class ProxyMetrics {

    /** The label of a reason where there is nothing to explain. */
    public static final String NO_REASON = "none";

    private final ServiceMetrics metrics;

    /** Registers with the service's metrics. */
    public ProxyMetrics(ServiceMetrics metrics) {
        this.metrics = metrics;
    }

    /** What happened to an event. */
    public enum Outcome {
        /** An input had it whole. */
        RECEIVED,
        /** It is on disk, as its sender cannot repeat it. */
        SPOOLED,
        /** Kafka has it on all in-sync replicas. */
        ACKNOWLEDGED,
        /** It was not taken, and its sender was told. */
        REJECTED,
        /** It is lost: its sender cannot be told. */
        DROPPED,
        /** Only its first bytes are kept. */
        TRUNCATED,
        /** Its lines may go on in the next one: a limit on what is put together was reached. */
        CUT,
        /** It is kept though it is known that parsing will fail. */
        MALFORMED;

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Counts events; events without a byte or a count of 0 leave no trace. */
    public void events(DatasetRef dataset, String input, Outcome outcome, String reason, long count) {
        if (count > 0) {
            metrics.counter(
                            "events",
                            "tenant",
                            dataset.tenant().value(),
                            "dataset",
                            dataset.dataset().value(),
                            "input",
                            input,
                            "outcome",
                            outcome.label(),
                            "reason",
                            reason)
                    .increment((double) count);
        }
    }

    /** Counts the payload bytes of events received. */
    public void bytes(DatasetRef dataset, String input, long bytes) {
        metrics.counter(
                        "received_bytes",
                        "tenant",
                        dataset.tenant().value(),
                        "dataset",
                        dataset.dataset().value(),
                        "input",
                        input)
                .increment((double) bytes);
    }

    /** Counts one request; refused ones by the code in their answer. */
    public void request(boolean accepted, String reason) {
        metrics.counter("requests", "outcome", accepted ? "accepted" : "rejected", "reason", reason)
                .increment();
    }

    /** Counts one TCP connection that was opened, or closed at once for a reason. */
    public void connection(String input, boolean accepted, String reason) {
        metrics.counter("connections", "input", input, "outcome", accepted ? "accepted" : "rejected", "reason", reason)
                .increment();
    }

    /** Shows a number as it is when somebody looks. */
    public void gauge(String noun, Supplier<Number> value) {
        Gauge.builder("bytefreezer.proxy." + noun, value).register(metrics.registry());
    }
}
