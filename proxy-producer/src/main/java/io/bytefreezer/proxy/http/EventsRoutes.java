package io.bytefreezer.proxy.http;

import io.bytefreezer.proxy.append.Appended;
import io.bytefreezer.proxy.append.NumberedEvents;
import io.bytefreezer.proxy.append.SourceAppenders;
import io.bytefreezer.proxy.config.ProxyLimits;
import io.bytefreezer.proxy.count.ProxyMetrics;
import io.bytefreezer.proxy.count.ProxyMetrics.Outcome;
import io.bytefreezer.proxy.hop.EventsBody;
import io.bytefreezer.proxy.hop.SequenceKey;
import io.bytefreezer.proxy.sink.Delivery;
import io.bytefreezer.proxy.sink.Delivery.Failure;
import io.bytefreezer.proxy.sink.Delivery.Reason;
import io.bytefreezer.proxy.sink.EventSink;
import io.bytefreezer.proxy.sink.InFlightBytes;
import io.bytefreezer.proxy.sink.Intake;
import io.bytefreezer.runtime.control.SnapshotSource;
import io.bytefreezer.runtime.http.Json;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code POST /api/v1/events/<tenant>/<dataset>}: events that another proxy has taken, as {@link EventsBody} writes them,
 * answered with 200 only after Kafka has all of them. With a {@link SequenceKey} a batch may be repeated, here or at
 * another receiver, and is appended once. Safe for use by many threads.
 */
public final class EventsRoutes {

    /** What events of other proxies are counted under: the names of their inputs could be any. */
    private static final String INPUT = "hop";

    private static final HeaderName KEY = HeaderNames.create(SequenceKey.HEADER);
    private static final HeaderName GAP = HeaderNames.create(SequenceKey.GAP_HEADER);

    private final SnapshotSource snapshots;
    private final ProxyMetrics metrics;
    private final InFlightBytes.Share share;
    private final Targets targets;
    private final ProxyLimits limits;

    /**
     * Where events go.
     *
     * @param sink takes those without numbers
     * @param sources takes those with; asked at each request
     */
    public record Targets(EventSink sink, Supplier<SourceAppenders> sources) {}

    /** Routes that draw from a share of the intake's memory, and count as it does. */
    public EventsRoutes(SnapshotSource snapshots, Intake intake, Targets targets, ProxyLimits limits) {
        this.snapshots = snapshots;
        this.metrics = intake.metrics();
        this.share = intake.share();
        this.targets = targets;
        this.limits = limits;
    }

    /** The answer to events without numbers that are durable. */
    record Accepted(int accepted) {}

    /** The answer to numbered events: those before the next are durable. */
    record UpTo(long next) {}

    /** The answer to events whose predecessors are missing. */
    record Gap(String error, String message, long expected) {}

    /** The answer to events of which one, counted from 0, is too large. */
    record TooLarge(String error, String message, int event) {}

    /** Adds the path. */
    public void register(HttpRouting.Builder routing) {
        routing.post("/api/v1/events/{tenant}/{dataset}", this::handle);
    }

    private void handle(ServerRequest request, ServerResponse response) {
        try (InFlightBytes.Lease lease = share.lease()) {
            Snapshot snapshot = Admission.checkKey(request, Admission.snapshot(snapshots));
            DatasetRef dataset = Admission.known(request, snapshot);
            Optional<SequenceKey> key = key(request);
            List<RawEvent> events = events(request, lease);
            metrics.events(dataset, INPUT, Outcome.RECEIVED, ProxyMetrics.NO_REASON, events.size());
            if (key.isPresent()) {
                boolean afterGap = request.headers().contains(GAP);
                NumberedEvents numbered = new NumberedEvents(key.get().first(), events, afterGap);
                answer(
                        response,
                        dataset,
                        numbered,
                        targets.sources().get().append(key.get().source(), dataset, numbered));
            } else {
                deliver(response, dataset, events);
            }
        } catch (RefusedException e) {
            RefusalAnswer.send(response, e.refusal(), metrics);
        }
    }

    private static Optional<SequenceKey> key(ServerRequest request) throws RefusedException {
        Optional<String> header = request.headers().first(KEY);
        Optional<SequenceKey> key = header.flatMap(SequenceKey::parse);
        if (header.isPresent() && key.isEmpty()) {
            throw new RefusedException(Refusal.of(
                    Status.BAD_REQUEST_400,
                    "invalid_key",
                    SequenceKey.HEADER + " must be the id of a spool and a number: <uuid>:<first>"));
        }
        return key;
    }

    private List<RawEvent> events(ServerRequest request, InFlightBytes.Lease lease) throws RefusedException {
        ContentCoding coding = Admission.coding(request);
        byte[] body = new BodyReader(limits, lease).readWhole(request.content().inputStream(), coding);
        try {
            List<RawEvent> events = EventsBody.decode(body);
            if (events.size() > limits.requestEventsMax()) {
                throw new RefusedException(Refusal.of(
                        Status.REQUEST_ENTITY_TOO_LARGE_413,
                        "too_many_events",
                        "more than " + limits.requestEventsMax() + " events (limits.request_events_max)"));
            }
            return events;
        } catch (IOException e) {
            throw new RefusedException(Refusal.of(
                    Status.BAD_REQUEST_400,
                    "invalid_body",
                    "the body is not an Avro object container of raw events: " + e.getMessage()));
        }
    }

    private void deliver(ServerResponse response, DatasetRef dataset, List<RawEvent> events) throws RefusedException {
        Delivery delivery = targets.sink().accept(dataset, events).join();
        metrics.events(dataset, INPUT, Outcome.ACKNOWLEDGED, ProxyMetrics.NO_REASON, delivery.acknowledged());
        delivery.failures()
                .forEach(failure -> metrics.events(
                        dataset, INPUT, Outcome.REJECTED, failure.reason().label(), 1));
        if (!delivery.isComplete()) {
            throw new RefusedException(DeliveryRefusals.of(delivery));
        }
        send(response, Status.OK_200, new Accepted(events.size()));
    }

    private void answer(ServerResponse response, DatasetRef dataset, NumberedEvents events, Appended appended)
            throws RefusedException {
        int count = events.events().size();
        switch (appended) {
            case Appended.UpTo upTo -> {
                metrics.events(dataset, INPUT, Outcome.ACKNOWLEDGED, ProxyMetrics.NO_REASON, count);
                send(response, Status.OK_200, new UpTo(upTo.next()));
            }
            case Appended.Gap gap -> {
                metrics.events(dataset, INPUT, Outcome.REJECTED, "sequence_gap", count);
                String message = "event " + gap.expected() + " is expected, not " + events.first();
                send(response, Status.CONFLICT_409, new Gap("sequence_gap", message, gap.expected()));
            }
            case Appended.Failed failed -> {
                metrics.events(
                        dataset,
                        INPUT,
                        Outcome.REJECTED,
                        failed.failure().reason().label(),
                        count);
                refuse(response, failed.failure());
            }
        }
    }

    private void refuse(ServerResponse response, Failure failure) throws RefusedException {
        if (failure.reason() != Reason.TOO_LARGE) {
            throw new RefusedException(DeliveryRefusals.of(new Delivery(1, List.of(failure))));
        }
        send(
                response,
                Status.REQUEST_ENTITY_TOO_LARGE_413,
                new TooLarge(failure.reason().label(), failure.message(), failure.index()));
    }

    private void send(ServerResponse response, Status status, Object body) {
        boolean isGood = status.equals(Status.OK_200);
        metrics.request(isGood, isGood ? ProxyMetrics.NO_REASON : Integer.toString(status.code()));
        response.status(status).header(HeaderValues.CONTENT_TYPE_JSON).send(Json.bytes(body));
    }
}
