package io.bytefreezer.packer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.packer.PackerFixture.Packer;
import io.bytefreezer.runtime.config.ConfigLoader;
import io.bytefreezer.runtime.control.FixedSnapshot;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.runtime.service.ServiceStartException;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.TableSpec;
import io.bytefreezer.schemas.snapshot.TableSpec.ColumnSpec;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class PackerServiceIT {

    @TempDir
    static Path directory;

    private static S3Fixture s3;
    private static PackerFixture fixture;
    private static ProcessedTopics topics;
    private static TableRows rows;

    @BeforeAll
    static void start() {
        s3 = S3Fixture.start();
        fixture = new PackerFixture(directory, s3);
        topics = fixture.topics();
        rows = fixture.rows();
    }

    @AfterAll
    static void stop() {
        rows.close();
        fixture.close();
    }

    @Test
    void packsWhatWasCommittedExactlyOnceAcrossPartitions() {
        DatasetRef dataset = topics.dataset("once", 3);
        topics.sendNumbers(dataset, 0, 0, 700);
        topics.sendNumbers(dataset, 1, 700, 300);
        try (Packer packer = fixture.packer("once", dataset)) {
            rows.await(dataset, 1_000);
            topics.sendNumbers(dataset, 2, 1_000, 10);
            topics.sendNumbers(dataset, 0, 1_010, 10);
            rows.await(dataset, 1_020);
            assertThat(rows.numbers(dataset)).isEqualTo(TableRows.range(0, 1_020));
            PackerFixture.await(() -> "counted", () -> packer.counted("rows") == 1_020);
            assertThat(packer.counted("bytes")).isPositive();
            assertThat(packer.counted("files")).isGreaterThanOrEqualTo(2);
            assertThat(packer.health().status()).isEqualTo(Health.Status.UP);
        }
    }

    @Test
    void goesOnWhereTheTableStandsWhateverTheGroupSays() {
        DatasetRef dataset = topics.dataset("resume", 1);
        topics.sendNumbers(dataset, 0, 0, 5);
        TopicPartition partition = new TopicPartition(PackerFixture.TOPICS.processed(dataset), 0);
        try (Packer first = fixture.packer("resume", dataset)) {
            rows.await(dataset, 5);
            // For tools that show the lag; the aborted record and two markers count too.
            PackerFixture.await(
                    () -> "group offsets " + topics.groupOffsets("resume"),
                    () -> topics.groupOffsets("resume").containsKey(partition));
            assertThat(first.commits("committed")).isPositive();
        }
        topics.sendNumbers(dataset, 0, 5, 5);
        for (long lie : new long[] {0, 1_000_000}) {
            topics.setGroupOffset("resume", dataset, lie);
            try (Packer next = fixture.packer("resume", dataset)) {
                topics.sendNumbers(dataset, 0, 10 + (lie == 0 ? 0 : 1), 1);
                rows.await(dataset, lie == 0 ? 11 : 12);
                assertThat(next.commits("refused")).isZero();
            }
        }
        assertThat(rows.numbers(dataset)).isEqualTo(TableRows.range(0, 12));
    }

    @Test
    void landsWhatItHasReadWhenItStops() {
        DatasetRef dataset = topics.dataset("farewell", 1);
        topics.sendNumbers(dataset, 0, 0, 3);
        try (Packer packer = fixture.packer("farewell", "flush: {age: 1h}\n", tools -> tools, dataset)) {
            PackerFixture.await(
                    () -> "spooled",
                    () -> directory.resolve("farewell/spool").toFile().exists());
            assertThat(packer.counted("rows")).isZero();
        }
        assertThat(rows.numbers(dataset)).isEqualTo(TableRows.range(0, 3));
    }

    @Test
    void givesTableANewColumnWhenAFieldAppears() {
        DatasetRef dataset = topics.dataset("columns", 1);
        try (Packer packer = fixture.packer("columns", dataset)) {
            topics.send(dataset, 0, "{\"a\":1}");
            rows.await(dataset, 1);
            topics.send(dataset, 0, "{\"a\":2,\"b\":\"x\"}", "{\"a\":\"misfit\"}");
            rows.await(dataset, 3);
            assertThat(rows.column(dataset, "a")).containsExactly("1", "2", "null");
            assertThat(rows.column(dataset, "b")).containsExactly("null", "x", "null");
            assertThat(rows.column(dataset, "_rescued_data")).containsExactly("null", "null", "{\"a\":\"misfit\"}");
            PackerFixture.await(() -> "rescued", () -> packer.counted("rescued_values") == 1);
        }
    }

    @Test
    void givesATableTheColumnsAndFiltersThatItsDatasetSettles() {
        DatasetRef dataset = topics.dataset("settled", 1);
        List<ColumnSpec> columns = List.of(
                new ColumnSpec("code", "text"),
                new ColumnSpec("lat", "double", "geo.lat"),
                new ColumnSpec("seen", "timestamp"),
                new ColumnSpec("odd", "a type of tomorrow"));
        List<String> bodies = new ArrayList<>(List.of(
                "{\"code\":404,\"geo.lat\":1,\"seen\":\"2026-03-04T06:06:07+01:00\"}",
                "{\"code\":\"x\",\"geo.lat\":\"north\"}"));
        Random random = new Random(1);
        for (int n = 0; n < 2_000; n++) {
            bodies.add("{\"session\":\"s-%d\",\"noise\":\"%x\"}".formatted(n, new BigInteger(1_600, random)));
        }
        DatasetRef other = topics.dataset("settled-by-nobody", 1);
        try (Packer packer = fixture.packer("settled", "flush: {age: 2s}\n", tools -> tools, other)) {
            topics.send(dataset, 0, bodies.toArray(String[]::new));
            packer.snapshots().set(PackerFixture.snapshot(dataset, new TableSpec(columns, List.of("session"))));
            rows.await(dataset, 2_002);

            assertThat(rows.types(dataset)).contains("code string", "lat double", "seen timestamptz");
            assertThat(rows.column(dataset, "code")).startsWith("404", "x");
            assertThat(rows.column(dataset, "lat")).startsWith("1.0", "null");
            assertThat(rows.column(dataset, "_rescued_data")).startsWith("null", "{\"geo.lat\":\"north\"}", "null");
            assertThat(rows.filesWith(dataset, "session", "s-555")).isPositive();
            assertThat(rows.filesWith(dataset, "session", "s-55x")).isZero();

            // Nothing comes any more: what is settled later is there before the next row.
            List<ColumnSpec> others = List.of(new ColumnSpec("lat", "long"), new ColumnSpec("more", "int"));
            packer.snapshots().set(PackerFixture.snapshot(dataset, new TableSpec(others, List.of())));
            PackerFixture.await(() -> "column more", () -> rows.types(dataset).contains("more int"));
            assertThat(rows.types(dataset)).contains("lat double", "code string");
            PackerFixture.await(() -> "told", () -> packer.counted("column_types_kept") == 1);
        }
    }

    @Test
    void picksUpATopicThatAppearsWhileItRuns() {
        DatasetRef old = topics.dataset("old", 1);
        try (Packer packer = fixture.packer("old", old)) {
            topics.sendNumbers(old, 0, 0, 1);
            rows.await(old, 1);
            DatasetRef young = topics.dataset("young", 1);
            packer.snapshots().set(PackerFixture.snapshot(old, young));
            topics.sendNumbers(young, 0, 0, 4);
            rows.await(young, 4);
            assertThat(rows.numbers(young)).isEqualTo(TableRows.range(0, 4));
        }
    }

    @Test
    void aDatasetThatIsNotInTheSnapshotWaitsWithoutHoldingUpAnother() {
        DatasetRef known = topics.dataset("known", 1);
        DatasetRef unknown = topics.dataset("unknown", 1);
        topics.sendNumbers(unknown, 0, 0, 7);
        try (Packer packer = fixture.packer("known", known)) {
            topics.sendNumbers(known, 0, 0, 7);
            rows.await(known, 7);
            assertThat(rows.snapshots(unknown)).isZero();
            assertThat(packer.health()).isEqualTo(Health.up());
            packer.snapshots().set(PackerFixture.snapshot(known, unknown));
            rows.await(unknown, 7);
            assertThat(rows.numbers(unknown)).isEqualTo(TableRows.range(0, 7));

            packer.snapshots().set(PackerFixture.snapshot(known));
            topics.sendNumbers(unknown, 0, 7, 1);
            topics.sendNumbers(known, 0, 7, 1);
            rows.await(known, 8);
            assertThat(rows.count(unknown)).isEqualTo(7);
        }
    }

    @Test
    void ignoresTopicsThatOnlyLookLikeOurs() {
        DatasetRef dataset = topics.dataset("neighbour", 1);
        try (Packer packer = fixture.packer("neighbour", dataset)) {
            topics.foreign("bytefreezer.processed.acme.-x-");
            topics.sendNumbers(dataset, 0, 0, 1);
            rows.await(dataset, 1);
            PackerFixture.await(() -> "joined", () -> packer.health().equals(Health.up()));
        }
    }

    @Test
    void saysAtTheStartWhichSettingIsWrong() {
        assertThat(failure("S3_SECRET_KEY", "wrong")).contains("storage.secret_key", s3.bucket());
        assertThat(failure("S3_ACCESS_KEY", "wrong")).contains("storage.access_key");
        assertThat(failure("S3_BUCKET", "not-there")).contains("not-there", "create it");
        assertThat(failure("KAFKA_BOOTSTRAP_SERVERS", "no address")).contains("kafka:");
        PackerConfig taken = fixture.config("taken", "");
        try (PackerService first = service(taken);
                PackerService second = service(taken)) {
            first.start();
            assertThatThrownBy(second::start)
                    .isInstanceOf(ServiceStartException.class)
                    .hasMessageContainingAll("data_dir", "another packer");
        }
    }

    private static String failure(String variable, String value) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "S3_ENDPOINT", s3.endpoint().toString(),
                "S3_BUCKET", s3.bucket(),
                "S3_ACCESS_KEY", s3.accessKey(),
                "S3_SECRET_KEY", s3.secretKey()));
        environment.put(variable, value);
        PackerConfig config = ConfigLoader.parse(
                PackerConfig.class, "packer", "data_dir: " + directory.resolve("failing"), environment);
        try (PackerService service = service(config)) {
            service.start();
            return "started";
        } catch (ServiceStartException e) {
            assertThat(e.kind()).isEqualTo(ServiceStartException.Kind.CONFIG);
            return String.valueOf(e.getMessage());
        }
    }

    private static PackerService service(PackerConfig config) {
        return PackerService.create(config, new ServiceMetrics("packer"), Clock.systemUTC(), FixedSnapshot.none());
    }
}
