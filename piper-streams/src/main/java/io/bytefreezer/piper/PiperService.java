package io.bytefreezer.piper;

import io.bytefreezer.piper.gate.GatedClients;
import io.bytefreezer.piper.lookup.LookupConfig;
import io.bytefreezer.piper.lookup.NamedSecrets;
import io.bytefreezer.piper.lookup.PiperLookups;
import io.bytefreezer.piper.plan.Plans;
import io.bytefreezer.piper.share.FairShare;
import io.bytefreezer.piper.size.RecordSizes;
import io.bytefreezer.piper.size.Refusals;
import io.bytefreezer.piper.size.RefusedRecords;
import io.bytefreezer.piper.state.StateTopics;
import io.bytefreezer.piper.topology.PiperTopology;
import io.bytefreezer.piper.trial.TrialRoutes;
import io.bytefreezer.runtime.control.ControlPlaneClient;
import io.bytefreezer.runtime.control.SnapshotSource;
import io.bytefreezer.runtime.control.TableDownload;
import io.bytefreezer.runtime.file.PrivateFile;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.kafka.DatasetTopics;
import io.bytefreezer.runtime.kafka.EventCodecs;
import io.bytefreezer.runtime.kafka.GroupLag;
import io.bytefreezer.runtime.kafka.KafkaClients;
import io.bytefreezer.runtime.service.Service;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.runtime.service.ServiceStartException;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.bytefreezer.schemas.wire.EventCodec;
import io.bytefreezer.transformations.TransformationCompiler;
import io.bytefreezer.transformations.event.Limits;
import io.helidon.webserver.http.HttpRouting;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The piper. Raw events of datasets it knows go through their transformation into the processed topic, exactly once; those
 * of other datasets wait in Kafka. {@link #health()} may be called by any thread, the rest by one.
 */
public final class PiperService implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(PiperService.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final PiperConfig config;
    private final ServiceMetrics metrics;
    private final SnapshotSource snapshots;
    private final @Nullable ControlPlaneClient ownClient;
    private final Topics topics;
    private final PiperMetrics counts;
    private final Setbacks setbacks;
    private final NamedSecrets secrets;
    private final FairShare share = new FairShare(FairShare.Terms.DEFAULT);
    private @Nullable Running running;

    private PiperService(
            PiperConfig config,
            ServiceMetrics metrics,
            SnapshotSource snapshots,
            @Nullable ControlPlaneClient ownClient) {
        this.config = config;
        this.metrics = metrics;
        this.snapshots = snapshots;
        this.ownClient = ownClient;
        this.secrets = new NamedSecrets(config.secrets());
        this.topics = config.topics().topics();
        this.counts = new PiperMetrics(metrics);
        this.setbacks = new Setbacks(topics, counts, Clock.systemUTC(), RandomGenerator.getDefault());
    }

    /** What there is between start and close. */
    private record Running(
            Admin admin,
            TableDownload download,
            PiperLookups lookups,
            PlanBook book,
            PlanFollower follower,
            TopicLimits limits,
            GroupLag lag,
            KafkaStreams streams) {}

    /** A piper that follows the control plane of its configuration. */
    public static PiperService create(PiperConfig config, ServiceMetrics metrics, Clock clock) {
        Path cache = config.control().cacheFile(config.dataDirOrDefault());
        ControlPlaneClient client = new ControlPlaneClient(config.control(), cache, clock);
        return new PiperService(config, metrics, client, client);
    }

    /** A piper that follows the given snapshots, which stay the caller's. */
    public static PiperService create(PiperConfig config, ServiceMetrics metrics, SnapshotSource snapshots) {
        return new PiperService(config, metrics, snapshots, null);
    }

    @Override
    public String name() {
        return "piper";
    }

    @Override
    public void routes(HttpRouting.Builder routing) {
        KafkaClients clients = new KafkaClients(config.kafka(), "bytefreezer-piper-trial");
        TrialRoutes.Parts parts = new TrialRoutes.Parts(
                topics,
                EventCodecs.of(config.schemaRegistry()),
                snapshots,
                dataset -> book().current().of(dataset),
                document -> book().compiler().compile(document),
                System::nanoTime);
        new TrialRoutes(parts, clients.consumer(config.streams().applicationId())).register(routing);
    }

    /** The host lets no request through before {@code start} has returned, nor after {@code close} was called. */
    private synchronized PlanBook book() {
        if (running == null) {
            throw new IllegalStateException("the piper is not running");
        }
        return running.book();
    }

    @Override
    public synchronized void start() {
        makeDirectory();
        if (ownClient != null) {
            ownClient.start();
        }
        Admin admin = Admin.create(new KafkaClients(config.kafka(), "bytefreezer-piper").admin());
        TableDownload download = new TableDownload(config.control());
        PiperLookups lookups = lookups(download);
        PlanBook book = new PlanBook(
                new TransformationCompiler(Limits.DEFAULT, lookups),
                new DatasetTopics(admin, topics, config.topics())::ensure,
                lookups);
        Map<String, Object> settings =
                StreamsSettings.of(config, config.dataDirOrDefault().resolve("streams"));
        RecordSizes sizes =
                new RecordSizes(config.limits().recordBytes().toIntBytes(), StreamsSettings.producer(settings));
        TopicLimits limits = new TopicLimits(admin, () -> targets(book), sizes);
        PlanFollower follower = new PlanFollower(snapshots, book, limits::doubt);
        KafkaStreams streams = streams(admin, book, sizes, limits, settings);
        running = new Running(admin, download, lookups, book, follower, limits, lag(), streams);
        metrics.bind(new KafkaStreamsMetrics(streams));
        streams.start();
    }

    private PiperLookups lookups(TableDownload download) {
        LookupConfig files = config.lookups();
        Path copies = config.control().cacheFile(config.dataDirOrDefault()).resolveSibling("tables");
        return new PiperLookups(
                new PiperLookups.Directories(files.geoipDir(), files.tablesDir(), copies),
                files.refresh(),
                download::csv,
                secrets::find,
                metrics);
    }

    private GroupLag lag() {
        GroupLag.Watched application = new GroupLag.Watched(
                config.streams().applicationId(),
                () -> snapshots.current().map(Snapshot::refs).orElseGet(List::of),
                topics::raw);
        KafkaClients clients = new KafkaClients(config.kafka(), "bytefreezer-piper-lag");
        return GroupLag.watch(clients, application, metrics, Clock.systemUTC());
    }

    private void makeDirectory() {
        try {
            PrivateFile.createDirectories(config.dataDirOrDefault());
        } catch (IOException e) {
            throw new ServiceStartException(
                    ServiceStartException.Kind.CONFIG,
                    "data_dir " + config.dataDirOrDefault() + " cannot be used: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public synchronized Health health() {
        if (running == null) {
            return Health.down("not started");
        }
        Plans current = running.book().current();
        Health plans = Health.worst(Stream.concat(current.problems().stream(), current.withoutSecrets(secrets).stream())
                .map(Health::degraded)
                .toList());
        return Health.worst(
                streamsHealth(running.streams().state()),
                setbacks.health(),
                snapshots.status().health(),
                plans,
                running.lookups().health(),
                shares(),
                waiting());
    }

    @Override
    public synchronized void close() {
        if (running != null) {
            running.streams()
                    .close(CloseOptions.timeout(CLOSE_WITHIN)
                            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
            running.follower().close();
            running.limits().close();
            running.lag().close();
            running.lookups().close();
            running.download().close();
            running.admin().close(CLOSE_WITHIN);
            running = null;
        }
        if (ownClient != null) {
            ownClient.close();
        }
    }

    private KafkaStreams streams(
            Admin admin, PlanBook book, RecordSizes sizes, TopicLimits limits, Map<String, Object> settings) {
        Refusals refusals = new Refusals();
        EventCodec codec = EventCodecs.of(config.schemaRegistry());
        PiperTopology.Parts parts = new PiperTopology.Parts(
                topics,
                codec,
                dataset -> book.current().of(dataset),
                counts,
                sizes,
                refusals,
                states(admin),
                share,
                System::nanoTime);
        settings.put(RefusedRecords.TOOLS, new RefusedRecords.Tools(topics, codec, refusals, limits::doubt));
        Properties properties = new Properties();
        properties.putAll(settings);
        KafkaStreams streams = new KafkaStreams(
                PiperTopology.build(parts),
                new StreamsConfig(properties),
                new GatedClients(new PiperGate(topics, book, setbacks, share, System::nanoTime), setbacks));
        streams.setUncaughtExceptionHandler(error -> {
            setbacks.failed(error);
            LOG.error("a stream thread failed, another takes its place and starts at the last commit", error);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        return streams;
    }

    /** The topics that are written to now. */
    private List<String> targets(PlanBook book) {
        return book.current().byDataset().keySet().stream()
                .flatMap(dataset ->
                        Stream.of(topics.raw(dataset), topics.processed(dataset), topics.deadLetter(dataset)))
                .toList();
    }

    private StateTopics states(Admin admin) {
        KafkaClients clients = new KafkaClients(config.kafka(), "bytefreezer-piper-state");
        return new StateTopics(
                new StateTopics.Settings(
                        config.streams().applicationId(),
                        config.topics().replicationFactor(),
                        clients.consumer(config.streams().applicationId())),
                admin);
    }

    private Health shares() {
        return Health.worst(share.slow(System.nanoTime()).stream()
                .map(slow -> Health.degraded("a record of " + slow.dataset() + " takes "
                        + slow.mean().toMillis() + " ms of its rules, on average"
                        + slow.filter()
                                .map(filter -> ", most of it filter " + filter)
                                .orElse("")
                        + (slow.isHeld() ? ": it is held back so that others go on, and lags" : "")))
                .toList());
    }

    private Health waiting() {
        return snapshots.current().isPresent()
                ? Health.up()
                : Health.degraded("no snapshot from the control plane yet: every dataset waits");
    }

    private static Health streamsHealth(KafkaStreams.State state) {
        return switch (state) {
            case RUNNING, REBALANCING, CREATED -> Health.up();
            case PENDING_SHUTDOWN, NOT_RUNNING -> Health.down("the Streams application is " + state);
            case PENDING_ERROR, ERROR -> Health.down("the Streams application failed, see the log");
        };
    }
}
