package io.bytefreezer.proxy.http;

import io.bytefreezer.proxy.config.ProxyLimits;
import io.bytefreezer.proxy.count.ProxyMetrics;
import io.bytefreezer.proxy.decode.BodyFormat;
import io.bytefreezer.proxy.decode.DecodedEvent;
import io.bytefreezer.proxy.decode.Origin;
import io.bytefreezer.proxy.input.WebhookInput;
import io.bytefreezer.proxy.sink.Delivery;
import io.bytefreezer.proxy.sink.InFlightBytes;
import io.bytefreezer.proxy.sink.Intake;
import io.bytefreezer.runtime.control.SnapshotSource;
import io.bytefreezer.runtime.http.Json;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code POST /webhook/<tenant>/<dataset>}: events over HTTP, answered with 200 only after Kafka has all of them. The
 * same path works without {@code /webhook}. A body is read wholly before its first event is sent, so a body that is
 * refused leaves nothing behind. Safe for use by many threads.
 */
public final class WebhookRoutes {

    private static final String INPUT = "webhook";

    private final SnapshotSource snapshots;
    private final Intake intake;
    private final ProxyLimits limits;
    private final Function<DatasetRef, Optional<WebhookInput>> settings;
    private final InFlightBytes.Share share;

    /**
     * Routes that draw from a share of the intake's memory.
     *
     * @param snapshots which datasets and keys there are
     * @param intake takes the events
     * @param limits what a request may hold
     * @param settings how the bodies of a dataset are read, where somebody said so
     */
    public WebhookRoutes(
            SnapshotSource snapshots,
            Intake intake,
            ProxyLimits limits,
            Function<DatasetRef, Optional<WebhookInput>> settings) {
        this.snapshots = snapshots;
        this.intake = intake;
        this.limits = limits;
        this.settings = settings;
        this.share = intake.share();
    }

    /**
     * The answer to a request whose events are durable.
     *
     * @param accepted all events of the request
     * @param malformed those of them that are kept though they are not the JSON objects they should be
     */
    public record Accepted(int accepted, long malformed) {}

    /** Adds both paths. */
    public void register(HttpRouting.Builder routing) {
        routing.post("/webhook/{tenant}/{dataset}", this::handle).post("/{tenant}/{dataset}", this::handle);
    }

    private void handle(ServerRequest request, ServerResponse response) {
        try (InFlightBytes.Lease lease = share.lease()) {
            Accepted accepted = receive(request, lease);
            intake.metrics().request(true, ProxyMetrics.NO_REASON);
            response.header(HeaderValues.CONTENT_TYPE_JSON).send(Json.bytes(accepted));
        } catch (RefusedException e) {
            RefusalAnswer.send(response, e.refusal(), intake.metrics());
        }
    }

    private Accepted receive(ServerRequest request, InFlightBytes.Lease lease) throws RefusedException {
        Snapshot snapshot = Admission.checkKey(request, Admission.snapshot(snapshots));
        DatasetRef dataset = Admission.dataset(request, snapshot);
        if (intake.room().isFull(dataset)) {
            throw new RefusedException(Refusal.later(
                    Status.TOO_MANY_REQUESTS_429,
                    "spool_full",
                    "the proxy's spool is full for dataset '" + dataset + "' (spool.bytes_max)"));
        }
        ContentCoding coding = Admission.coding(request);
        Optional<WebhookInput> configured = settings.apply(dataset);
        BodyFormat format = Admission.format(request, configured.map(WebhookInput::format));
        Origin origin = Origin.of(
                configured.map(WebhookInput::name).orElse(INPUT),
                request.remotePeer().host(),
                request.remotePeer().port());
        InputStream body =
                request.content().hasEntity() ? request.content().inputStream() : InputStream.nullInputStream();
        List<DecodedEvent> events =
                new BodyReader(limits, lease).read(body, coding, format.decoder(limits.body()), origin);
        Delivery delivery = intake.accept(dataset, origin.input(), events).join();
        if (!delivery.isComplete()) {
            throw new RefusedException(DeliveryRefusals.of(delivery));
        }
        return new Accepted(
                events.size(), events.stream().filter(DecodedEvent::malformed).count());
    }
}
