package io.bytefreezer.proxy.sink;

import io.bytefreezer.proxy.count.ProxyMetrics;
import io.bytefreezer.proxy.count.ProxyMetrics.Outcome;
import io.bytefreezer.proxy.decode.DecodedEvent;
import io.bytefreezer.proxy.event.Stamp;
import io.bytefreezer.schemas.name.DatasetRef;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The gate through which all events of all inputs go: gives them their id and time, counts them, and hands them to a
 * sink. Safe for use by many threads.
 */
public final class Intake {

    /** What an event costs in memory beside its payload. */
    public static final int EVENT_OVERHEAD_BYTES = 256;

    private final EventSink sink;
    private final Stamp stamp;
    private final ProxyMetrics metrics;
    private final InFlightBytes inFlight;
    private final Outcome lost;

    private Intake(EventSink sink, Stamp stamp, ProxyMetrics metrics, InFlightBytes inFlight, Outcome lost) {
        this.sink = sink;
        this.stamp = stamp;
        this.metrics = metrics;
        this.inFlight = inFlight;
        this.lost = lost;
    }

    /** For inputs that tell their senders what became of the events. */
    public static Intake answering(EventSink sink, Stamp stamp, ProxyMetrics metrics, InFlightBytes inFlight) {
        return new Intake(sink, stamp, metrics, inFlight, Outcome.REJECTED);
    }

    /** For inputs whose senders hear nothing, so that what fails is lost. */
    public static Intake silent(EventSink sink, Stamp stamp, ProxyMetrics metrics, InFlightBytes inFlight) {
        return new Intake(sink, stamp, metrics, inFlight, Outcome.DROPPED);
    }

    /** A share of the memory, for one input. */
    public InFlightBytes.Share share() {
        return inFlight.share();
    }

    /** What is counted. */
    public ProxyMetrics metrics() {
        return metrics;
    }

    /** What these events cost in memory. */
    public static long costOf(List<DecodedEvent> events) {
        return bytesOf(events) + events.size() * (long) EVENT_OVERHEAD_BYTES;
    }

    /** Takes events of one input. */
    public CompletableFuture<Delivery> accept(DatasetRef dataset, String input, List<DecodedEvent> events) {
        count(dataset, input, events);
        return sink.accept(dataset, stamp.stamp(events)).whenComplete((delivery, error) -> {
            metrics.events(dataset, input, Outcome.ACKNOWLEDGED, ProxyMetrics.NO_REASON, delivery.acknowledged());
            delivery.failures()
                    .forEach(failure -> metrics.events(
                            dataset, input, lost, failure.reason().label(), 1));
        });
    }

    /** Counts events of one input that there is no room for. */
    public void drop(DatasetRef dataset, String input, List<DecodedEvent> events, String reason) {
        count(dataset, input, events);
        metrics.events(dataset, input, Outcome.DROPPED, reason, events.size());
    }

    private void count(DatasetRef dataset, String input, List<DecodedEvent> events) {
        long truncated = events.stream().filter(DecodedEvent::isTruncated).count();
        long malformed = events.stream().filter(DecodedEvent::malformed).count();
        metrics.events(dataset, input, Outcome.RECEIVED, ProxyMetrics.NO_REASON, events.size());
        metrics.events(dataset, input, Outcome.TRUNCATED, "message_max", truncated);
        metrics.events(dataset, input, Outcome.MALFORMED, "not_json", malformed);
        metrics.bytes(dataset, input, bytesOf(events));
    }

    private static long bytesOf(List<DecodedEvent> events) {
        return events.stream().mapToLong(event -> event.payload().length).sum();
    }
}
