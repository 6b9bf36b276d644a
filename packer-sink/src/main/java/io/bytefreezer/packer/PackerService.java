package io.bytefreezer.packer;

import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.commit.RetryPolicy;
import io.bytefreezer.lake.commit.TableCommitter;
import io.bytefreezer.lake.write.DataFileStore;
import io.bytefreezer.lake.write.ParquetWriter;
import io.bytefreezer.packer.consume.PackLoop;
import io.bytefreezer.packer.flush.DeadLetters;
import io.bytefreezer.packer.flush.TableFlusher;
import io.bytefreezer.packer.flush.TopicIds;
import io.bytefreezer.packer.spool.Directories;
import io.bytefreezer.runtime.control.ControlPlaneClient;
import io.bytefreezer.runtime.control.SnapshotSource;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.kafka.EventCodecs;
import io.bytefreezer.runtime.kafka.KafkaClients;
import io.bytefreezer.runtime.service.Service;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/**
 * The packer. Processed events become rows of Iceberg tables, exactly once: where a table stands is written in its own
 * snapshots and nowhere else. {@link #health()} may be called by any thread, the rest by one.
 */
public final class PackerService implements Service {

    /** New topics are found within this time. */
    private static final int METADATA_MAX_AGE_MS = 3_000;

    /** A killed packer's partitions go to another after this time. */
    private static final int SESSION_TIMEOUT_MS = 10_000;

    private static final Duration STOP_WITHIN = Duration.ofSeconds(6);

    private final PackerConfig config;
    private final ServiceMetrics metrics;
    private final Clock clock;
    private final SnapshotSource snapshots;
    private final @Nullable ControlPlaneClient ownClient;
    private @Nullable Running running;

    private PackerService(
            PackerConfig config,
            ServiceMetrics metrics,
            Clock clock,
            SnapshotSource snapshots,
            @Nullable ControlPlaneClient ownClient) {
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        this.snapshots = snapshots;
        this.ownClient = ownClient;
    }

    /** What there is between start and close. */
    private record Running(
            LakeCatalog catalog,
            ParquetWriter writer,
            Admin admin,
            KafkaProducer<byte[], byte[]> producer,
            ExecutorService worker,
            PackLoop loop,
            Thread thread) {}

    /** A packer that follows the control plane of its configuration. */
    public static PackerService create(PackerConfig config, ServiceMetrics metrics, Clock clock) {
        Path cache = config.control().cacheFile(config.dataDirOrDefault());
        ControlPlaneClient client = new ControlPlaneClient(config.control(), cache, clock);
        return new PackerService(config, metrics, clock, client, client);
    }

    /** A packer that follows the given snapshots, which stay the caller's. */
    public static PackerService create(
            PackerConfig config, ServiceMetrics metrics, Clock clock, SnapshotSource snapshots) {
        return new PackerService(config, metrics, clock, snapshots, null);
    }

    @Override
    public String name() {
        return "packer";
    }

    @Override
    public synchronized void start() {
        if (ownClient != null) {
            ownClient.start();
        }
        LakeCatalog catalog = LakeAccess.open(config);
        ParquetWriter writer = ParquetWriter.open(new ParquetWriter.Limits(
                config.memory().duckdb().bytes(),
                config.memory().threads(),
                config.dataDirOrDefault().resolve("spill")));
        KafkaClients clients = new KafkaClients(config.kafka(), "bytefreezer-packer");
        Admin admin = Admin.create(clients.admin());
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(clients.producer());
        ExecutorService worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("packer-flush").factory());
        PackLoop loop = loop(catalog, writer, admin, producer, worker, clients);
        Thread thread = Thread.ofPlatform().name("packer-loop").start(loop);
        running = new Running(catalog, writer, admin, producer, worker, loop, thread);
    }

    @Override
    public synchronized Health health() {
        if (running == null) {
            return Health.down("not started");
        }
        if (!running.thread().isAlive()) {
            return Health.down("the packer's loop ended, see the log");
        }
        Health snapshot = snapshots.current().isPresent()
                ? Health.up()
                : Health.degraded("no snapshot from the control plane yet: nothing is packed");
        Health packing = Health.worst(
                running.loop().problems().stream().map(Health::degraded).toList());
        return Health.worst(snapshots.status().health(), snapshot, packing);
    }

    @Override
    public synchronized void close() {
        if (running != null) {
            close(running);
            running = null;
        }
        if (ownClient != null) {
            ownClient.close();
        }
    }

    private PackLoop loop(
            LakeCatalog catalog,
            ParquetWriter writer,
            Admin admin,
            KafkaProducer<byte[], byte[]> producer,
            ExecutorService worker,
            KafkaClients clients) {
        Topics topics = config.topics().topics();
        Path spool = config.dataDirOrDefault().resolve("spool");
        // What a packer before this one left was not committed: it is read again from Kafka.
        Directories.delete(spool);
        DataFileStore store = new DataFileStore(catalog.s3());
        RandomGenerator random = RandomGenerator.getDefault();
        TableFlusher.Tools lake =
                new TableFlusher.Tools(catalog, writer, store, new TableCommitter(store, RetryPolicy.DEFAULT, random));
        DeadLetters deadLetters = new DeadLetters(producer, topics);
        PackerMetrics counts = new PackerMetrics(metrics);
        TableFlusher flusher = new TableFlusher(lake, new TopicIds(admin, topics), deadLetters, counts);
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumerSettings(clients));
        metrics.bind(consumer);
        PackLoop.Tools tools = new PackLoop.Tools(
                consumer,
                EventCodecs.of(config.schemaRegistry()),
                flusher,
                worker,
                deadLetters,
                counts,
                this::isKnown,
                new PackLoop.Limits(config.flush().limits(), config.limits().columns()),
                spool,
                random);
        return new PackLoop(tools, topics, clock);
    }

    private Map<String, Object> consumerSettings(KafkaClients clients) {
        Map<String, Object> settings = clients.consumer(config.group());
        settings.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE_MS);
        settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        settings.putIfAbsent(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return settings;
    }

    private boolean isKnown(DatasetRef dataset) {
        return snapshots
                .current()
                .flatMap(snapshot -> snapshot.dataset(dataset))
                .isPresent();
    }

    private static void close(Running running) {
        running.loop().stop();
        try {
            running.thread().join(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.worker().shutdownNow();
        running.producer().close(STOP_WITHIN);
        running.admin().close(STOP_WITHIN);
        running.writer().close();
        running.catalog().close();
    }
}
