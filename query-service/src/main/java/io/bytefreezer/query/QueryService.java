package io.bytefreezer.query;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.read.DuckSession;
import io.bytefreezer.lake.read.FileCache;
import io.bytefreezer.lake.read.KeptSessions;
import io.bytefreezer.lake.read.SpareSessions;
import io.bytefreezer.lake.table.SettledColumn;
import io.bytefreezer.query.audit.AuditLog;
import io.bytefreezer.query.background.JobTools;
import io.bytefreezer.query.background.Jobs;
import io.bytefreezer.query.background.ResultFiles;
import io.bytefreezer.query.export.ExportSchedule;
import io.bytefreezer.query.export.ExportTools;
import io.bytefreezer.query.http.QueryBackend;
import io.bytefreezer.query.http.QueryRoutes;
import io.bytefreezer.query.job.JobPhase;
import io.bytefreezer.query.live.LiveStreams;
import io.bytefreezer.query.run.LakeTables;
import io.bytefreezer.query.run.QueryCounters;
import io.bytefreezer.query.run.QueryEngine;
import io.bytefreezer.query.run.QueryLimits;
import io.bytefreezer.query.run.QueryRunner;
import io.bytefreezer.query.sql.QueryPlanner;
import io.bytefreezer.query.sql.SqlParser;
import io.bytefreezer.query.tail.KafkaTails;
import io.bytefreezer.query.tail.NoTails;
import io.bytefreezer.query.tail.SettledColumns;
import io.bytefreezer.query.tail.Tails;
import io.bytefreezer.runtime.config.KafkaConfig;
import io.bytefreezer.runtime.control.ControlPlaneClient;
import io.bytefreezer.runtime.control.SnapshotSource;
import io.bytefreezer.runtime.file.PrivateFile;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.kafka.EventCodecs;
import io.bytefreezer.runtime.kafka.KafkaClients;
import io.bytefreezer.runtime.service.Service;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.runtime.service.ServiceStartException;
import io.bytefreezer.schemas.name.DatasetRef;
import io.helidon.webserver.http.HttpRouting;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL over HTTP on the lake. Its life is that of a {@link Service}. */
public final class QueryService implements Service {

    private static final String NAME = "query";

    /** How long a session waits for the next query of its kind: dashboards ask again within that. */
    private static final Duration SESSION_KEPT = Duration.ofMinutes(1);

    private final QueryConfig config;
    private final SnapshotSource snapshots;
    private final @Nullable ControlPlaneClient controlPlane;
    private final ServiceMetrics metrics;
    private final QueryCounters counters;
    private final AuditLog audit;
    private volatile @Nullable Started started;

    private QueryService(
            QueryConfig config,
            SnapshotSource snapshots,
            @Nullable ControlPlaneClient controlPlane,
            ServiceMetrics metrics) {
        this.config = config;
        this.snapshots = snapshots;
        this.controlPlane = controlPlane;
        this.metrics = metrics;
        this.counters = new QueryCounters(metrics);
        this.audit = new AuditLog(config.audit(), config.auditDirectory(), Clock.systemUTC());
        Gauge.builder("bytefreezer.query.running", this, QueryService::runningNow)
                .description("Queries that run now")
                .register(metrics.registry());
        Gauge.builder("bytefreezer.query.cache.bytes", this, QueryService::cacheBytes)
                .description("Bytes of the lake's files kept locally")
                .register(metrics.registry());
        for (JobPhase phase : JobPhase.values()) {
            Gauge.builder("bytefreezer.query.jobs", this, service -> service.jobs(phase))
                    .description("Queries that run as jobs, and those whose results are kept")
                    .tag("state", phase.label())
                    .register(metrics.registry());
        }
        Gauge.builder("bytefreezer.query.jobs.bytes", this, QueryService::jobBytes)
                .description("Bytes of results of jobs on disk")
                .register(metrics.registry());
        FunctionCounter.builder("bytefreezer.query.fetched.bytes", this, QueryService::fetchedBytes)
                .description("Bytes of the lake's files read from the store")
                .register(metrics.registry());
    }

    /** What is open while the service runs, and closed in the opposite order. */
    private record Started(
            LakeCatalog catalog,
            FileCache cache,
            Tails tails,
            SqlParser parser,
            SpareSessions spares,
            KeptSessions sessions,
            QueryBackend backend,
            ExportSchedule exports) {

        void close() {
            backend.live().close();
            backend.jobs().close();
            try (catalog;
                    cache;
                    tails;
                    parser;
                    spares;
                    sessions;
                    exports) {
                backend.engine().close();
            }
        }
    }

    /** A service that takes its snapshot from the control plane its configuration names. */
    public static QueryService create(QueryConfig config, ServiceMetrics metrics, Clock clock) {
        ControlPlaneClient client =
                new ControlPlaneClient(config.control(), config.control().cacheFile(config.dataDirectory()), clock);
        return new QueryService(config, client, client, metrics);
    }

    /** A service with a given source of snapshots, which stays the caller's to start and close. */
    public static QueryService create(QueryConfig config, ServiceMetrics metrics, SnapshotSource snapshots) {
        return new QueryService(config, snapshots, null, metrics);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        if (controlPlane != null) {
            controlPlane.start();
        }
        try {
            Started opened = open();
            started = opened;
            opened.exports().start();
        } catch (LakeException e) {
            ServiceStartException.Kind kind = e.kind() == LakeException.Kind.CONFIG
                    ? ServiceStartException.Kind.CONFIG
                    : ServiceStartException.Kind.EXTERNAL;
            throw new ServiceStartException(kind, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void routes(HttpRouting.Builder routing) {
        new QueryRoutes(snapshots, counters, () -> Optional.ofNullable(started).map(Started::backend))
                .register(routing);
    }

    @Override
    public Health health() {
        Health control = snapshots.status().health();
        Health knowing = snapshots.current().isPresent()
                ? Health.up()
                : Health.degraded("no snapshot from the control plane yet: every key is refused");
        Started open = started;
        Health lake = open != null && open.backend().engine().isLakeAway()
                ? Health.degraded("the last query could not read the lake")
                : Health.up();
        Health logged = audit.problem().map(Health::degraded).orElseGet(Health::up);
        Health exports = open == null ? Health.up() : open.exports().health();
        return Health.worst(control, knowing, lake, logged, exports);
    }

    @Override
    public void close() {
        Started open = started;
        started = null;
        if (open != null) {
            open.close();
        }
        if (controlPlane != null) {
            controlPlane.close();
        }
    }

    private void makeCacheDirectory() {
        try {
            PrivateFile.createDirectories(config.cacheDirectory());
        } catch (IOException e) {
            throw new LakeException(
                    LakeException.Kind.CONFIG, "cannot make the cache directory " + config.cacheDirectory(), e);
        }
    }

    private Tails openTails() {
        KafkaConfig kafka = config.kafka();
        if (kafka == null) {
            return new NoTails();
        }
        Path directory = config.tailDirectory();
        try {
            PrivateFile.createDirectories(directory);
            // What a service that was killed left behind.
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.ndjson")) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.CONFIG, "cannot use the directory " + directory, e);
        }
        return new KafkaTails(
                new KafkaClients(kafka, "bytefreezer-query"),
                config.topics().topics(),
                config.hotTail(),
                new KafkaTails.Shaping(EventCodecs.of(config.schemaRegistry()), directory, this::settled));
    }

    private List<SettledColumn> settled(DatasetRef dataset) {
        return snapshots
                .current()
                .map(snapshot -> SettledColumns.of(snapshot, dataset))
                .orElseGet(List::of);
    }

    private Jobs openJobs(QueryEngine engine) {
        Path directory = config.jobsDirectory();
        try {
            ResultFiles files = ResultFiles.open(directory);
            return new Jobs(
                    config.jobs(), new JobTools(engine, files, this::isKnown, Clock.systemUTC(), new SecureRandom()));
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.CONFIG, "cannot use the directory " + directory, e);
        }
    }

    /** Whether a key is still good; as before where the control plane says nothing. */
    private boolean isKnown(String keyId) {
        return snapshots
                .current()
                .map(snapshot ->
                        snapshot.keys().stream().anyMatch(key -> key.id().equals(keyId)))
                .orElse(true);
    }

    private Started open() {
        makeCacheDirectory();
        LakeCatalog catalog = LakeCatalog.open(config.lake());
        try {
            FileCache cache = FileCache.open(
                    config.cacheDirectory(), config.cache().size().bytes(), catalog.s3());
            Tails tails = openTails();
            LakeTables tables = new LakeTables(catalog, cache, tails);
            SqlParser parser = SqlParser.open();
            QueryLimits limits = config.limits();
            SpareSessions spares = new SpareSessions(
                    new DuckSession.Limits(limits.memory().bytes(), limits.threads()), limits.concurrent());
            KeptSessions sessions = new KeptSessions(spares, limits.concurrent(), SESSION_KEPT);
            QueryEngine engine = new QueryEngine(new QueryRunner(tables, sessions), limits, config.keys(), counters);
            QueryPlanner planner = new QueryPlanner(parser);
            ExportTools exporting =
                    new ExportTools(catalog, cache, planner, ExportRunner.limits(config), config.exportDirectory());
            return new Started(
                    catalog,
                    cache,
                    tails,
                    parser,
                    spares,
                    sessions,
                    new QueryBackend(planner, engine, tables, openJobs(engine), new LiveStreams(config.live()), audit),
                    new ExportSchedule(config.exports(), exporting, metrics));
        } catch (RuntimeException e) {
            catalog.close();
            throw e;
        }
    }

    private double runningNow() {
        Started open = started;
        return open == null ? 0 : open.backend().engine().runningNow();
    }

    private double jobs(JobPhase phase) {
        Started open = started;
        return open == null ? 0 : open.backend().jobs().counts().getOrDefault(phase, 0);
    }

    private double jobBytes() {
        Started open = started;
        return open == null ? 0 : open.backend().jobs().bytes();
    }

    private double fetchedBytes() {
        Started open = started;
        return open == null ? 0 : open.cache().fetchedBytes();
    }

    private double cacheBytes() {
        Started open = started;
        return open == null ? 0 : open.cache().bytes();
    }
}
