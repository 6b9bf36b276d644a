package io.bytefreezer.proxy;

import io.bytefreezer.proxy.append.Destination;
import io.bytefreezer.proxy.append.KafkaDestination;
import io.bytefreezer.proxy.config.ProxyConfig;
import io.bytefreezer.proxy.count.ProxyMetrics;
import io.bytefreezer.proxy.event.Stamp;
import io.bytefreezer.proxy.hop.ReceiverDestination;
import io.bytefreezer.proxy.http.WebhookRoutes;
import io.bytefreezer.proxy.input.WebhookInput;
import io.bytefreezer.proxy.listen.Inputs;
import io.bytefreezer.proxy.sink.Delivery;
import io.bytefreezer.proxy.sink.InFlightBytes;
import io.bytefreezer.proxy.sink.Intake;
import io.bytefreezer.proxy.sink.KafkaOutput;
import io.bytefreezer.proxy.sink.Room;
import io.bytefreezer.proxy.spool.Spool;
import io.bytefreezer.runtime.config.KafkaConfig;
import io.bytefreezer.runtime.control.ControlPlaneClient;
import io.bytefreezer.runtime.control.SnapshotSource;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.service.Service;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.runtime.service.ServiceStartException;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proxy: network inputs to raw topics, directly or by way of a receiver. Webhooks are served on the HTTP port of its
 * host, other inputs listen on ports of their own and go through a spool. It runs without Kafka and without the control
 * plane for as long as these are away, and says so in its health.
 */
public final class ProxyService implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(ProxyService.class);

    /** Lines that wait to be put together take so many times less memory than events in flight, besides them. */
    private static final int HELD_PART = 4;

    private final ProxyConfig config;
    private final ServiceMetrics metrics;
    private final SnapshotSource snapshots;
    private final @Nullable ControlPlaneClient control;
    private final ProxyMetrics counts;
    private final InFlightBytes inFlight;
    private final InstantSource clock;
    private final Stamp stamp;
    private volatile @Nullable Parts parts;

    private ProxyService(
            ProxyConfig config,
            ServiceMetrics metrics,
            Times times,
            SnapshotSource snapshots,
            @Nullable ControlPlaneClient control) {
        this.config = config;
        this.metrics = metrics;
        this.snapshots = snapshots;
        this.control = control;
        this.counts = new ProxyMetrics(metrics);
        this.inFlight = new InFlightBytes(config.limits().inFlightMax().bytes());
        this.clock = times.clock();
        this.stamp = new Stamp(times.clock(), times.random());
    }

    /** Where times and ids come from. */
    private record Times(InstantSource clock, RandomGenerator random) {}

    /**
     * A proxy that follows the control plane of its configuration.
     *
     * @param metrics what it counts; stays the caller's to close
     * @param clock when events were received
     * @param random the random part of events' ids; calls do not overlap
     */
    public static ProxyService create(ProxyConfig config, ServiceMetrics metrics, Clock clock, RandomGenerator random) {
        ControlPlaneClient control =
                new ControlPlaneClient(config.control(), config.control().cacheFile(config.dataFolder()), clock);
        return new ProxyService(config, metrics, new Times(clock, random), control, control);
    }

    /** A proxy that follows somebody else's snapshots. */
    public static ProxyService create(
            ProxyConfig config, ServiceMetrics metrics, Clock clock, RandomGenerator random, SnapshotSource snapshots) {
        return new ProxyService(config, metrics, new Times(clock, random), snapshots, null);
    }

    @Override
    public String name() {
        return "proxy";
    }

    @Override
    public void routes(HttpRouting.Builder routing) {
        Intake intake = Intake.answering(intakeParts(), this::accept, new StartedRoom());
        new WebhookRoutes(snapshots, intake, config.limits(), this::webhook).register(routing);
    }

    @Override
    public void start() {
        counts.gauge("in_flight_bytes", inFlight::used);
        if (control != null) {
            control.start();
        }
        Destination destination = openDestination();
        Spool spool = openSpool(destination);
        spool.show(counts, clock);
        Intake intake = Intake.spooling(intakeParts(), spool, spool);
        InFlightBytes held = new InFlightBytes(config.limits().inFlightMax().bytes() / HELD_PART);
        parts = new Parts(destination, spool, new Inputs(config.inputs(), snapshots, intake, held));
    }

    private Intake.Parts intakeParts() {
        return new Intake.Parts(stamp, counts, inFlight);
    }

    private Spool openSpool(Destination destination) {
        try {
            return Spool.open(config.spool(), config.spoolFolder(), destination::appender, counts);
        } catch (ServiceStartException e) {
            destination.close();
            throw e;
        }
    }

    private Destination openDestination() {
        URI receiver = config.receiver().url();
        Optional<KafkaConfig> kafka = config.kafkaInUse();
        if (receiver != null && kafka.isPresent()) {
            LOG.info("events go to Kafka: receiver.url ({}) is not used, as kafka is configured too", receiver);
        }
        return kafka.isEmpty() && receiver != null
                ? new ReceiverDestination(receiver, config.control())
                : new KafkaDestination(openKafka(kafka.orElseThrow()));
    }

    @Override
    public Health health() {
        Parts now = parts;
        if (now == null) {
            return Health.down("not started");
        }
        Health snapshot = snapshots.current().isPresent()
                ? Health.up()
                : Health.degraded("no snapshot of the control plane yet: all inputs are closed");
        return Health.worst(
                snapshots.status().health(),
                snapshot,
                now.destination().health(),
                now.spool().health(),
                now.inputs().health());
    }

    @Override
    public void close() {
        Parts now = parts;
        if (now != null) {
            now.close();
        }
        if (control != null) {
            control.close();
        }
    }

    private KafkaOutput openKafka(KafkaConfig kafka) {
        KafkaOutput.Target target = new KafkaOutput.Target(kafka, config.schemaRegistry(), config.topics());
        try {
            return KafkaOutput.open(target, "bytefreezer-proxy", snapshots, metrics);
        } catch (KafkaException e) {
            throw new ServiceStartException(
                    ServiceStartException.Kind.CONFIG,
                    "the settings under kafka cannot be used: " + e.getMessage()
                            + (e.getCause() == null ? "" : ": " + e.getCause().getMessage()),
                    e);
        }
    }

    private CompletableFuture<Delivery> accept(DatasetRef dataset, List<RawEvent> events) {
        return started().destination().sink().accept(dataset, events);
    }

    private Optional<WebhookInput> webhook(DatasetRef dataset) {
        return started().inputs().webhook(dataset);
    }

    /** The spool's room, once there is one. */
    private final class StartedRoom implements Room {

        @Override
        public boolean isFull(DatasetRef dataset) {
            return started().spool().isFull(dataset);
        }

        @Override
        public void await(DatasetRef dataset) throws InterruptedException {
            started().spool().await(dataset);
        }

        @Override
        public String delay() {
            return started().spool().delay();
        }
    }

    private Parts started() {
        Parts now = parts;
        if (now == null) {
            throw new IllegalStateException("the host lets requests through only while the service serves");
        }
        return now;
    }
}
