package io.bytefreezer.packer;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.commit.RetryPolicy;
import io.bytefreezer.lake.commit.TableCommitter;
import io.bytefreezer.lake.write.DataFileStore;
import io.bytefreezer.lake.write.ParquetWriter;
import io.bytefreezer.packer.consume.PackLoop;
import io.bytefreezer.packer.flush.DeadLetters;
import io.bytefreezer.packer.flush.SettledTables;
import io.bytefreezer.packer.flush.TableFlusher;
import io.bytefreezer.packer.flush.TopicIds;
import io.bytefreezer.packer.spool.SpoolDirectory;
import io.bytefreezer.packer.upkeep.RunningUpkeep;
import io.bytefreezer.packer.upkeep.UpkeepShare;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.control.SnapshotSource;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.kafka.EventCodecs;
import io.bytefreezer.runtime.kafka.GroupLag;
import io.bytefreezer.runtime.kafka.KafkaClients;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.runtime.service.ServiceStartException;
import io.bytefreezer.runtime.service.ServiceStartException.Kind;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.bytefreezer.schemas.snapshot.TableSpec;
import io.bytefreezer.schemas.wire.EventCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A packer between start and close: the loop on its thread, the flushes on theirs, and all they work with. {@link #health()}
 * may be called by any thread, the rest by one.
 */
final class RunningPacker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningPacker.class);

    /** The loop lets batches land for a while before it ends. */
    private static final Duration LOOP_ENDS_WITHIN = Duration.ofSeconds(6);

    private static final Duration FLUSH_ENDS_WITHIN = Duration.ofSeconds(2);
    private static final Duration CLIENT_CLOSES_WITHIN = Duration.ofSeconds(1);

    private final Closers closers;
    private final PackLoop loop;
    private final Thread thread;

    private RunningPacker(Closers closers, PackLoop loop, Thread thread) {
        this.closers = closers;
        this.loop = loop;
        this.thread = thread;
    }

    /**
     * What a packer is given beside its configuration.
     *
     * @param metrics counts
     * @param clock tells the age of batches
     * @param snapshots tells which datasets there are
     * @param lake may put other tools in place of the lake's
     */
    record Surroundings(
            ServiceMetrics metrics, Clock clock, SnapshotSource snapshots, UnaryOperator<TableFlusher.Tools> lake) {

        boolean isKnown(DatasetRef dataset) {
            return snapshots
                    .current()
                    .flatMap(snapshot -> snapshot.dataset(dataset))
                    .isPresent();
        }

        List<DatasetRef> datasets() {
            return snapshots.current().map(Snapshot::refs).orElseGet(List::of);
        }

        /** What a dataset settles of its table; empty where nothing, and while nobody knows. */
        Optional<TableSpec> table(DatasetRef dataset) {
            return snapshots
                    .current()
                    .flatMap(snapshot -> snapshot.dataset(dataset))
                    .map(Dataset::table);
        }

        /** How long a dataset's rows are kept; empty for good, and while nobody knows. */
        Optional<Duration> kept(DatasetRef dataset) {
            return snapshots
                    .current()
                    .flatMap(snapshot -> snapshot.dataset(dataset))
                    .map(Dataset::retentionDays)
                    .map(Duration::ofDays);
        }
    }

    /**
     * Opens all it needs and starts to pack.
     *
     * @throws ServiceStartException when the configuration or something outside does not allow it; nothing stays open
     */
    static RunningPacker start(PackerConfig config, Surroundings surroundings) {
        Closers closers = new Closers();
        try {
            PackLoop loop = loop(config, surroundings, closers);
            Thread thread = Thread.ofPlatform().name("packer-loop").start(loop);
            return new RunningPacker(closers, loop, thread);
        } catch (RuntimeException e) {
            closers.close();
            throw startFailure(e);
        }
    }

    Health health() {
        if (!thread.isAlive()) {
            return Health.down("the packer's loop ended, see the log");
        }
        return Health.worst(loop.problems().stream().map(Health::degraded).toList());
    }

    @Override
    public void close() {
        loop.stop();
        try {
            if (!thread.join(LOOP_ENDS_WITHIN)) {
                LOG.warn("the packer's loop does not end; what it did not commit is read again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closers.close();
    }

    private static PackLoop loop(PackerConfig config, Surroundings surroundings, Closers closers) {
        RandomGenerator random = RandomGenerator.getDefault();
        Topics topics = config.topics().topics();
        PackerMetrics counts = new PackerMetrics(surroundings.metrics(), surroundings.clock(), new FieldLabels());
        EventCodec codec = EventCodecs.of(config.schemaRegistry());
        SpoolDirectory spool = spool(config.dataDirOrDefault(), config.memory().spool());
        closers.add(spool::close);
        Clients clients = new Clients(new KafkaClients(config.kafka(), "bytefreezer-packer"));
        Admin admin = clients.admin();
        closers.add(() -> admin.close(CLIENT_CLOSES_WITHIN));
        Producer<byte[], byte[]> producer = clients.producer();
        closers.add(() -> producer.close(CLIENT_CLOSES_WITHIN));
        ExecutorService worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("packer-flush").daemon().factory());
        TableFlusher.Tools lake = surroundings.lake().apply(lake(config, random, worker, closers));
        SettledTables settled = new SettledTables(surroundings::table, counts);
        TableFlusher flusher =
                new TableFlusher(lake, new TopicIds(admin, topics), new DeadLetters(producer, topics), counts, settled);
        GroupLag lag = GroupLag.watch(
                new KafkaClients(config.kafka(), "bytefreezer-packer-lag"),
                new GroupLag.Watched(config.group(), surroundings::datasets, topics::processed),
                surroundings.metrics(),
                surroundings.clock());
        closers.add(lag::close);
        // The last to be opened, because the loop closes it.
        Consumer<byte[], byte[]> consumer = clients.consumer(config.group());
        surroundings.metrics().bind(consumer);
        PackLoop.Tools tools = new PackLoop.Tools(
                consumer,
                codec,
                flusher,
                worker,
                counts,
                surroundings::isKnown,
                settled,
                new PackLoop.Limits(config.flush().limits(), config.limits().columns()),
                spool,
                random);
        PackLoop loop = new PackLoop(tools, topics, surroundings.clock());
        if (config.upkeep().enabled()) {
            UpkeepShare share = new UpkeepShare(admin, topics, surroundings::datasets, loop::assigned);
            closers.add(upkeep(config, lake.catalog(), share, surroundings, counts)::close);
        }
        return loop;
    }

    private static RunningUpkeep upkeep(
            PackerConfig config,
            LakeCatalog catalog,
            UpkeepShare share,
            Surroundings surroundings,
            PackerMetrics counts) {
        return RunningUpkeep.start(
                config.upkeep().settings(),
                new RunningUpkeep.Surroundings(
                        catalog,
                        config.dataDirOrDefault().resolve("upkeep"),
                        config.upkeep().memory().bytes(),
                        share,
                        surroundings::kept,
                        counts),
                counts.clock());
    }

    private static TableFlusher.Tools lake(
            PackerConfig config, RandomGenerator random, ExecutorService worker, Closers closers) {
        LakeCatalog catalog = LakeCatalog.open(config.lake());
        closers.add(catalog::close);
        ParquetWriter writer = ParquetWriter.open(new ParquetWriter.Limits(
                config.memory().duckdb().bytes(),
                config.memory().threads(),
                config.dataDirOrDefault().resolve("spill")));
        closers.add(() -> close(worker, writer));
        DataFileStore store = new DataFileStore(catalog.s3());
        TableCommitter committer = new TableCommitter(store, RetryPolicy.DEFAULT, random);
        return new TableFlusher.Tools(catalog, writer::write, store, committer::commit);
    }

    private static SpoolDirectory spool(Path dataDirectory, DataSize memory) {
        try {
            return SpoolDirectory.open(dataDirectory, memory.bytes());
        } catch (IOException e) {
            throw new ServiceStartException(
                    Kind.CONFIG, "data_dir " + dataDirectory + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** DuckDB must not be closed under a flush that still runs. */
    private static void close(ExecutorService worker, ParquetWriter writer) {
        worker.shutdownNow();
        try {
            if (worker.awaitTermination(FLUSH_ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                writer.close();
            } else {
                LOG.warn("a flush does not end; DuckDB stays open until the process ends");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException startFailure(RuntimeException cause) {
        return switch (cause) {
            case LakeException lake ->
                new ServiceStartException(
                        lake.kind() == LakeException.Kind.CONFIG ? Kind.CONFIG : Kind.EXTERNAL,
                        String.valueOf(lake.getMessage()),
                        lake);
            case KafkaException kafka -> new ServiceStartException(Kind.CONFIG, "kafka: " + reason(kafka), kafka);
            default -> cause;
        };
    }

    /** The clients say what is wrong in the cause of what they throw. */
    private static String reason(KafkaException e) {
        return e.getCause() == null
                ? String.valueOf(e.getMessage())
                : e.getMessage() + ": " + e.getCause().getMessage();
    }
}
