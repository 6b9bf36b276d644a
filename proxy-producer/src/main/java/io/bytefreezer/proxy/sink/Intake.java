package io.bytefreezer.proxy.sink;

import io.bytefreezer.proxy.count.ProxyMetrics;
import io.bytefreezer.proxy.count.ProxyMetrics.Outcome;
import io.bytefreezer.proxy.decode.DecodedEvent;
import io.bytefreezer.proxy.event.Stamp;
import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    private final Room room;
    private final Outcomes outcomes;

    private Intake(Parts parts, EventSink sink, Room room, Outcomes outcomes) {
        this.sink = sink;
        this.stamp = parts.stamp();
        this.metrics = parts.metrics();
        this.inFlight = parts.inFlight();
        this.room = room;
        this.outcomes = outcomes;
    }

    /**
     * What all intakes of a service share.
     *
     * @param stamp gives events their id and time
     * @param metrics counts them
     * @param inFlight bounds them
     */
    public record Parts(Stamp stamp, ProxyMetrics metrics, InFlightBytes inFlight) {}

    /**
     * What becomes of events in a sink.
     *
     * @param kept of those it keeps
     * @param lost of those that failed
     */
    private record Outcomes(Outcome kept, Outcome lost) {}

    /**
     * For inputs that tell their senders what became of the events.
     *
     * @param room has to be asked before events are accepted
     */
    public static Intake answering(Parts parts, EventSink sink, Room room) {
        return new Intake(parts, sink, room, new Outcomes(Outcome.ACKNOWLEDGED, Outcome.REJECTED));
    }

    /**
     * For inputs whose senders hear nothing: the sink puts events on disk, and what fails is lost.
     *
     * @param room has to be asked before events are accepted
     */
    public static Intake spooling(Parts parts, EventSink sink, Room room) {
        return new Intake(parts, sink, room, new Outcomes(Outcome.SPOOLED, Outcome.DROPPED));
    }

    /** Whether there is room for more. */
    public Room room() {
        return room;
    }

    /** What time it is, by the clock that gives events theirs. */
    public Instant now() {
        return stamp.now();
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
            metrics.events(dataset, input, outcomes.kept(), ProxyMetrics.NO_REASON, delivery.acknowledged());
            delivery.failures()
                    .forEach(failure -> metrics.events(
                            dataset, input, outcomes.lost(), failure.reason().label(), 1));
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
        events.stream()
                .flatMap(event -> Optional.ofNullable(event.attributes().get(DecodedEvent.CUT)).stream())
                .forEach(limit -> metrics.events(dataset, input, Outcome.CUT, limit, 1));
        metrics.bytes(dataset, input, bytesOf(events));
    }

    private static long bytesOf(List<DecodedEvent> events) {
        return events.stream().mapToLong(event -> event.payload().length).sum();
    }
}
