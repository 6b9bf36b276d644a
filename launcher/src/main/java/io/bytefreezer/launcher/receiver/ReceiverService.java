package io.bytefreezer.launcher.receiver;

import io.bytefreezer.proxy.append.KafkaAppenders;
import io.bytefreezer.proxy.append.SourceAppenders;
import io.bytefreezer.proxy.count.ProxyMetrics;
import io.bytefreezer.proxy.event.Stamp;
import io.bytefreezer.proxy.http.EventsRoutes;
import io.bytefreezer.proxy.http.WebhookRoutes;
import io.bytefreezer.proxy.sink.EventSink;
import io.bytefreezer.proxy.sink.InFlightBytes;
import io.bytefreezer.proxy.sink.Intake;
import io.bytefreezer.proxy.sink.KafkaOutput;
import io.bytefreezer.proxy.sink.Room;
import io.bytefreezer.runtime.control.ControlPlaneClient;
import io.bytefreezer.runtime.file.PrivateFile;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.service.Service;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.runtime.service.ServiceStartException;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The receiver: lands raw topics on S3 with the Connect plugin, and takes events over HTTP for sites that cannot reach the brokers:
 * batches of their proxies, and what senders post to the webhook's path. {@link #health()} may be called by any thread, the rest by one.
 */
public final class ReceiverService implements Service {

    private final ReceiverConfig config;
    private final ServiceMetrics metrics;
    private final ControlPlaneClient control;
    private final ProxyMetrics counts;
    private final Stamp stamp;
    private final InFlightBytes inFlight;
    private volatile @Nullable Running running;

    private ReceiverService(ReceiverConfig config, ServiceMetrics metrics, ControlPlaneClient control, Stamp stamp) {
        this.config = config;
        this.metrics = metrics;
        this.control = control;
        this.counts = new ProxyMetrics(metrics);
        this.stamp = stamp;
        this.inFlight = new InFlightBytes(config.limits().inFlightMax().bytes());
    }

    /** What there is between start and close. */
    private record Running(KafkaOutput output, SourceAppenders sources, ConnectWorker worker) {}

    /**
     * A receiver that follows the control plane of its configuration.
     *
     * @param random the random part of events' ids; calls do not overlap
     */
    public static ReceiverService create(
            ReceiverConfig config, ServiceMetrics metrics, Clock clock, RandomGenerator random) {
        Path cache = config.control().cacheFile(config.dataDirOrDefault());
        ControlPlaneClient control = new ControlPlaneClient(config.control(), cache, clock);
        return new ReceiverService(config, metrics, control, new Stamp(clock, random));
    }

    @Override
    public String name() {
        return "receiver";
    }

    @Override
    public void routes(HttpRouting.Builder routing) {
        EventSink sink = (dataset, events) -> started().output().sink().accept(dataset, events);
        Intake intake = Intake.answering(new Intake.Parts(stamp, counts, inFlight), sink, Room.UNBOUNDED);
        new EventsRoutes(
                        control,
                        intake,
                        new EventsRoutes.Targets(sink, () -> started().sources()),
                        config.limits())
                .register(routing);
        new WebhookRoutes(control, intake, config.limits(), dataset -> Optional.empty()).register(routing);
    }

    @Override
    public void start() {
        Map<String, String> sink = SinkProperties.of(config);
        control.start();
        try {
            PrivateFile.createDirectories(config.dataDirOrDefault().resolve("buffer"));
            KafkaOutput.Target target =
                    new KafkaOutput.Target(config.kafka(), config.schemaRegistry(), config.topics());
            KafkaOutput output = KafkaOutput.open(target, "bytefreezer-receiver", control, metrics);
            ConnectWorker worker = ConnectWorker.start(
                    config.kafka().properties(), sink, config.dataDirOrDefault().resolve("connect-offsets"));
            metrics.bind(worker.metrics());
            running = new Running(output, new SourceAppenders(new KafkaAppenders(output)::of), worker);
        } catch (KafkaException e) {
            throw new ServiceStartException(
                    ServiceStartException.Kind.CONFIG, "the settings under kafka cannot be used: " + e.getMessage(), e);
        } catch (ConnectWorkerException e) {
            throw new ServiceStartException(ServiceStartException.Kind.EXTERNAL, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new ServiceStartException(
                    ServiceStartException.Kind.CONFIG,
                    "data_dir " + config.dataDirOrDefault() + " cannot be used: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public Health health() {
        Running now = running;
        if (now == null) {
            return Health.down("not started");
        }
        return Health.worst(
                control.status().health(), now.output().health(), now.worker().health());
    }

    @Override
    public void close() {
        Running now = running;
        running = null;
        if (now != null) {
            now.worker().close();
            now.sources().close();
            now.output().close();
        }
        control.close();
    }

    private Running started() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("the host lets requests through only while the service serves");
        }
        return now;
    }
}
