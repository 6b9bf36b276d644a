package io.bytefreezer.packer;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.packer.flush.TableFlusher;
import io.bytefreezer.runtime.config.ConfigLoader;
import io.bytefreezer.runtime.control.FixedSnapshot;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.bytefreezer.schemas.snapshot.TableSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A broker and a store, and packers on them. Each test has its own datasets; only those are in its packers' snapshot. */
final class PackerFixture implements AutoCloseable {

    static final Topics TOPICS = Topics.DEFAULT;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final KafkaFixture kafka = KafkaFixture.start();
    private final Path directory;
    private final S3Fixture s3;
    private final ProcessedTopics topics = new ProcessedTopics(kafka);
    private final List<Packer> packers = new CopyOnWriteArrayList<>();

    PackerFixture(Path directory, S3Fixture s3) {
        this.directory = directory;
        this.s3 = s3;
    }

    ProcessedTopics topics() {
        return topics;
    }

    TableRows rows() {
        return new TableRows(config("reader", "").lake(), directory.resolve("reader"));
    }

    PackerConfig config(String name, String more) {
        Map<String, String> environment = Map.of(
                "S3_ENDPOINT", s3.endpoint().toString(),
                "S3_BUCKET", s3.bucket(),
                "S3_ACCESS_KEY", s3.accessKey(),
                "S3_SECRET_KEY", s3.secretKey(),
                "S3_REGION", s3.region(),
                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        String yaml = "data_dir: " + directory.resolve(name) + "\nmemory: {duckdb: 256MiB, threads: 1}\n"
                + (more.contains("flush:") ? "" : "flush: {age: 200ms}\n") + more;
        return ConfigLoader.parse(PackerConfig.class, name, yaml, environment);
    }

    /** A started packer; its group is named after the dataset that comes first, so that tests do not share groups. */
    Packer packer(String name, DatasetRef... known) {
        return packer(name, "", tools -> tools, known);
    }

    Packer packer(String name, String more, UnaryOperator<TableFlusher.Tools> lake, DatasetRef... known) {
        String group = more.contains("group:") ? "" : "group: " + known[0].dataset() + "\n";
        Packer packer = new Packer(config(name, group + more), FixedSnapshot.of(snapshot(known)), lake);
        packers.add(packer);
        packer.service().start();
        return packer;
    }

    static Snapshot snapshot(DatasetRef... datasets) {
        List<Dataset> all = Stream.of(datasets)
                .map(ref -> new Dataset(ref.tenant(), ref.dataset(), true, 1, List.of(), null, null, null))
                .toList();
        return new Snapshot(1, "account", List.of(), all, List.of());
    }

    /** A dataset that settles this of its table. */
    static Snapshot snapshot(DatasetRef dataset, TableSpec table) {
        Dataset settled = new Dataset(dataset.tenant(), dataset.dataset(), true, 1, List.of(), null, null, table);
        return new Snapshot(2, "account", List.of(), List.of(settled), List.of());
    }

    static void await(Supplier<String> what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    @Override
    public void close() {
        packers.forEach(Packer::close);
        topics.close();
        kafka.close();
        s3.close();
    }

    /** One packer and what it is given. */
    record Packer(PackerService service, FixedSnapshot snapshots, ServiceMetrics metrics) implements AutoCloseable {

        Packer(PackerConfig config, FixedSnapshot snapshots, UnaryOperator<TableFlusher.Tools> lake) {
            this(config, snapshots, lake, new ServiceMetrics("packer"));
        }

        private Packer(
                PackerConfig config,
                FixedSnapshot snapshots,
                UnaryOperator<TableFlusher.Tools> lake,
                ServiceMetrics metrics) {
            this(PackerService.create(config, metrics, Clock.systemUTC(), snapshots, lake), snapshots, metrics);
        }

        Health health() {
            return service.health();
        }

        double counted(String noun) {
            return metrics.registry().find("bytefreezer.packer." + noun).counters().stream()
                    .mapToDouble(counter -> counter.count())
                    .sum();
        }

        /** Records of the dataset that are not in the table; -1 while that is not known. */
        double behind(DatasetRef dataset) {
            return metrics
                    .registry()
                    .find("bytefreezer.packer.behind.records")
                    .tag("dataset", dataset.toString())
                    .gauges()
                    .stream()
                    .mapToDouble(gauge -> gauge.value())
                    .findFirst()
                    .orElse(-1);
        }

        double commits(String outcome) {
            return metrics.registry().find("bytefreezer.packer.commits").tag("outcome", outcome).counters().stream()
                    .mapToDouble(counter -> counter.count())
                    .sum();
        }

        @Override
        public void close() {
            service.close();
            metrics.close();
        }
    }
}
