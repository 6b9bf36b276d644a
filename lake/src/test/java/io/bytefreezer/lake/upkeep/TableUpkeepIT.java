package io.bytefreezer.lake.upkeep;

import static io.bytefreezer.lake.LakeFixture.HOUR;
import static io.bytefreezer.lake.LakeFixture.TOPIC;
import static io.bytefreezer.lake.LakeFixture.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.lake.LakeFixture;
import io.bytefreezer.lake.S3Location;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.commit.CommitLoop;
import io.bytefreezer.lake.commit.CommitOutcome;
import io.bytefreezer.lake.commit.FaultyOperations;
import io.bytefreezer.lake.commit.RetryPolicy;
import io.bytefreezer.lake.table.Retained;
import io.bytefreezer.lake.table.SettledTable;
import io.bytefreezer.lake.table.TableOffsets;
import io.bytefreezer.lake.table.TableState;
import io.bytefreezer.lake.upkeep.plan.CompactionLimits;
import io.bytefreezer.lake.upkeep.plan.FileGroup;
import io.bytefreezer.lake.write.FileMerger;
import io.bytefreezer.lake.write.ParquetWriter;
import io.bytefreezer.lake.write.Settling;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compaction, retention, expiry and orphans on a real store and catalog. */
class TableUpkeepIT {

    private static final Instant LATER = HOUR.plus(Duration.ofHours(1));
    private static final CompactionLimits LIMITS = new CompactionLimits(1 << 20, Duration.ZERO, 8);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    static Path directory;

    private static LakeFixture lake;
    private static FileMerger merger;
    private static int tables;

    private TableId id;
    private Table table;

    @BeforeAll
    static void start() {
        lake = new LakeFixture(directory);
        merger = FileMerger.open(new ParquetWriter.Limits(256 << 20, 1, directory.resolve("spill")));
    }

    @AfterAll
    static void stop() {
        merger.close();
        lake.close();
    }

    @BeforeEach
    void createTable() {
        id = new TableId("acme", "kept-" + tables++);
        table = lake.catalog().loadOrCreate(id);
    }

    @Test
    void makesOneFileOfAnHoursAndThePackerGoesOn() {
        append(0, "{\"l\":9223372036854775807,\"s\":\"é😀\\u0000\\n'\\\"\"}", "{\"l\":1,\"d\":0.1}");
        append(2, "{\"later\":[1.50],\"b\":true}");
        append(3, "{\"l\":\"misfit\"}");
        assertThat(lake.append(table, LATER, 4, "{\"l\":4}")).isInstanceOf(CommitOutcome.Committed.class);
        List<String> before = LakeFixture.icebergRows(table);

        FileGroup group = onlyGroup();
        assertThat(group.rows()).isEqualTo(4);
        assertThat(compactor().compact(table, group)).isInstanceOf(UpkeepOutcome.Done.class);

        assertThat(LakeFixture.icebergRows(table)).containsExactlyInAnyOrderElementsOf(before);
        assertThat(files()).hasSize(2);
        assertThat(TableCompactor.plan(table, Instant.now(), LIMITS))
                .as("nothing left to do")
                .isEmpty();
        assertThat(offsets()).isEqualTo(TableOffsets.of(TOPIC, Map.of(0, 5L)));
        append(5, "{\"l\":5}");
        assertThat(select("_raw_offset")).containsExactly("0", "1", "2", "3", "4", "5");
        assertThat(lake.query(id, "select l from \"" + id.dataset() + "\" where event_time >= '" + LATER + "'"))
                .containsExactly("4");
    }

    @Test
    void givesLargeFilesTheFiltersThatTheTableNames() {
        Settling.apply(table, new SettledTable(List.of(), Optional.of(List.of("s")), Optional.empty()));
        append(0, LakeFixture.wide("a"));
        append(1_000, LakeFixture.wide("b"));
        assertThat(lake.withValue(table, id, "b-55x"))
                .as("small files have none")
                .isEqualTo(1);
        assertThat(compactor().compact(table, onlyGroup())).isInstanceOf(UpkeepOutcome.Done.class);

        assertThat(lake.withValue(table, id, "b-555")).isEqualTo(1);
        assertThat(lake.withValue(table, id, "b-55x")).isZero();
    }

    @Test
    void sortsByTheColumnsThatTheTableNames() {
        Settling.apply(table, new SettledTable(List.of(), Optional.empty(), Optional.of(List.of("S", "n", "unknown"))));
        append(0, "{\"s\":\"b\",\"n\":2}", "{\"s\":\"é\",\"n\":1}", "{\"n\":7}");
        append(3, "{\"s\":\"b\",\"n\":-1}", "{\"s\":\"a\",\"n\":3}", "{\"s\":\"a\",\"n\":3}");
        assertThat(compactor().compact(table, onlyGroup())).isInstanceOf(UpkeepOutcome.Done.class);

        table.refresh();
        assertThat(LakeFixture.icebergRows(table))
                .extracting(row -> row.split("\\|")[4])
                .containsExactly("2", "4", "5", "3", "0", "1");
    }

    @Test
    void makesTwoFilesWhereOneWouldBeTooLarge() {
        append(0, "{\"n\":0}", "{\"n\":1}", "{\"n\":2}");
        append(3, "{\"n\":3}", "{\"n\":4}", "{\"n\":5}");
        FileGroup group = new FileGroup(HOUR, onlyGroup().files(), 2);
        assertThat(compactor().compact(table, group)).isInstanceOf(UpkeepOutcome.Done.class);
        assertThat(files()).hasSize(2);
        assertThat(select("n")).containsExactly("0", "1", "2", "3", "4", "5");

        append(6, "{\"n\":6}");
        FileGroup ofThreeTimes = new FileGroup(HOUR, onlyGroup().files(), 4);
        assertThat(compactor().compact(table, ofThreeTimes)).isInstanceOf(UpkeepOutcome.Done.class);
        assertThat(files()).as("rows of one second are parted too").hasSize(4);
        assertThat(select("n")).containsExactly("0", "1", "2", "3", "4", "5", "6");
    }

    @Test
    void makesFilesPieceByPieceThatIcebergReads() {
        for (int i = 0; i < 30; i += 10) {
            String[] bodies = IntStream.range(i, i + 10)
                    .mapToObj(n -> "{\"n\":" + n + ",\"text\":\"" + ("wide " + n).repeat(100_000) + "\"}")
                    .toArray(String[]::new);
            append(i, bodies);
        }
        List<String> before = LakeFixture.icebergRows(table);
        try (FileMerger small =
                FileMerger.open(new ParquetWriter.Limits(64 << 20, 1, directory.resolve("small-spill")))) {
            TableCompactor compactor = new TableCompactor(
                    new TableCompactor.Tools(lake.cache(), small, lake.files(), directory), loop(RetryPolicy.DEFAULT));
            assertThat(compactor.compact(table, onlyGroup())).isInstanceOf(UpkeepOutcome.Done.class);
        }
        assertThat(files()).hasSize(1);
        assertThat(LakeFixture.icebergRows(table)).isEqualTo(sorted(before));
    }

    private static List<String> sorted(List<String> rows) {
        return rows.stream()
                .sorted(Comparator.comparing((String row) -> row.substring(0, row.indexOf('|')))
                        .thenComparing(row -> Long.valueOf(row.split("\\|")[4])))
                .toList();
    }

    @Test
    void losesToAnAppendWithoutHarm() {
        appendThree();
        FaultyOperations raced = operations();
        raced.beforeCommit(() -> append(3, "{\"n\":3}"));
        assertThat(compactor().compact(new BaseTable(raced, "raced"), onlyGroup()))
                .isInstanceOf(UpkeepOutcome.Done.class);
        assertThat(select("n")).containsExactly("0", "1", "2", "3");
        assertThat(files()).hasSize(2);
        assertThat(offsets()).isEqualTo(TableOffsets.of(TOPIC, Map.of(0, 4L)));
    }

    @Test
    void givesUpWhenOneOfItsFilesIsGone() {
        appendThree();
        FileGroup group = onlyGroup();
        Table others = lake.catalog().load(id).orElseThrow();
        FaultyOperations raced = operations();
        raced.beforeCommit(() -> assertThat(compactor().compact(others, group)).isInstanceOf(UpkeepOutcome.Done.class));
        assertThat(compactor().compact(new BaseTable(raced, "raced"), group))
                .isEqualTo(new UpkeepOutcome.Superseded(false));
        assertThat(select("n")).containsExactly("0", "1", "2");
        assertThat(objects()).as("three files and the winner's one").hasSize(4);
    }

    @Test
    void findsACommitWhoseAnswerWasLost() {
        appendThree();
        FaultyOperations faulty = operations();
        faulty.afterCommit(new CommitStateUnknownException(new IllegalStateException("answer lost")));
        assertThat(compactor().compact(new BaseTable(faulty, "faulty"), onlyGroup()))
                .isInstanceOf(UpkeepOutcome.Done.class);
        assertThat(faulty.commits()).isEqualTo(1);
        assertThat(select("n")).containsExactly("0", "1", "2");
    }

    @Test
    void leavesOnlyAnOrphanWhenItDiesAtItsCommit() {
        appendThree();
        FaultyOperations faulty = operations();
        faulty.alwaysInsteadOfCommit(new IllegalStateException("died"));
        RetryPolicy once = new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(1));
        assertThat(compactor(once).compact(new BaseTable(faulty, "faulty"), onlyGroup()))
                .isInstanceOf(UpkeepOutcome.Undecided.class);
        assertThat(select("n")).containsExactly("0", "1", "2");
        assertThat(objects()).hasSize(4);

        assertThat(orphans(Instant.now())).as("too young").isZero();
        assertThat(objects()).hasSize(4);
        assertThat(orphans(tomorrow())).isPositive();
        assertThat(objects()).isEqualTo(files());
        assertThat(select("n")).containsExactly("0", "1", "2");
        assertThat(orphans(tomorrow())).isZero();
    }

    @Test
    void keepsFilesOfOldSnapshotsFromOrphanRemoval() {
        appendThree();
        compact();
        assertThat(orphans(tomorrow())).isZero();
        assertThat(objects()).hasSize(4);
        assertThatThrownBy(() -> orphans(Instant.now(), Duration.ofMinutes(59))).hasMessageContaining("safety age");
    }

    @Test
    void expiresSnapshotsButWhoPacksAndReadsGoesOn() {
        appendThree();
        compact();
        assertThat(SnapshotExpiry.expire(table, Instant.now(), DAY)).isZero();
        assertThat(objects()).as("somebody may still read them").hasSize(4);

        assertThat(SnapshotExpiry.expire(table, tomorrow(), DAY)).isEqualTo(3);
        assertThat(snapshots()).isEqualTo(1);
        assertThat(offsets()).isEqualTo(TableOffsets.of(TOPIC, Map.of(0, 3L)));
        append(3, "{\"n\":3}");
        assertThat(select("n")).containsExactly("0", "1", "2", "3");
    }

    @Test
    void keepsASnapshotThatWasCurrentUntilAMomentAgo() {
        appendThree();
        long read = table.currentSnapshot().timestampMillis();
        compact();
        Instant keptUntil = Instant.ofEpochMilli(table.currentSnapshot().timestampMillis() - 1);
        assertThat(SnapshotExpiry.expire(table, keptUntil.plus(DAY), DAY)).isEqualTo(2);
        assertThat(snapshots()).isEqualTo(2);
        assertThat(table.snapshots())
                .extracting(snapshot -> snapshot.timestampMillis())
                .contains(read);
        assertThat(objects()).hasSize(4);
    }

    @Test
    void keepsTheOffsetsWhenAnotherToolWroteTheNewestSnapshots() {
        append(0, "{\"n\":0}");
        append(1, "{\"n\":1}");
        table.newAppend()
                .appendFile(lake.file(table, HOUR, 100, List.of("{\"n\":100}")))
                .commit();
        table.newAppend()
                .appendFile(lake.file(table, HOUR, 101, List.of("{\"n\":101}")))
                .commit();
        assertThat(SnapshotExpiry.expire(table, tomorrow(), DAY)).isEqualTo(1);
        assertThat(offsets()).isEqualTo(TableOffsets.of(TOPIC, Map.of(0, 2L)));
        append(2, "{\"n\":2}");
    }

    @Test
    void removesHoursWhoseTimeIsOver() {
        append(0, "{\"n\":0}", "{\"n\":1}");
        assertThat(lake.append(table, LATER, 2, "{\"n\":2}")).isInstanceOf(CommitOutcome.Committed.class);
        HourRetention retention = new HourRetention(loop(RetryPolicy.DEFAULT));
        HourRetention.Removed none = new HourRetention.Removed(0, 0, 0);
        assertThat(HourRetention.before(table, LATER.minusMillis(1))).isEqualTo(none);
        assertThat(retention.remove(table, LATER.minusMillis(1)))
                .isEqualTo(new HourRetention.Result(new UpkeepOutcome.Superseded(false), none));
        assertThat(HourRetention.before(table, LATER)).isEqualTo(new HourRetention.Removed(1, 2, 0));
        FaultyOperations raced = operations();
        raced.beforeCommit(() -> append(3, "{\"n\":3}"));
        HourRetention.Result result = retention.remove(new BaseTable(raced, "raced"), LATER);
        assertThat(result.outcome()).isInstanceOf(UpkeepOutcome.Done.class);
        assertThat(result.removed()).isEqualTo(new HourRetention.Removed(2, 3, 0));
        assertThat(select("n")).as("also what came late").containsExactly("2");
        assertThat(offsets()).isEqualTo(TableOffsets.of(TOPIC, Map.of(0, 4L)));

        append(4, "{\"n\":4}");
        assertThat(SnapshotExpiry.expire(table, tomorrow(), DAY)).isPositive();
        assertThat(Retained.read(table)).as("an append carries it on").contains(new Retained(LATER, 3));
        assertThat(retention.remove(table, LATER).removed()).isEqualTo(new HourRetention.Removed(1, 1, 1));
        table.refresh();
        assertThat(Retained.read(table)).contains(new Retained(LATER, 4));
        assertThat(select("n")).containsExactly("2");
    }

    private void appendThree() {
        append(0, "{\"n\":0}");
        append(1, "{\"n\":1}");
        append(2, "{\"n\":2}");
    }

    private void compact() {
        assertThat(compactor().compact(table, onlyGroup())).isInstanceOf(UpkeepOutcome.Done.class);
    }

    private FileGroup onlyGroup() {
        List<FileGroup> groups = TableCompactor.plan(table, Instant.now().plusSeconds(1), LIMITS);
        assertThat(groups).hasSize(1);
        return groups.getFirst();
    }

    private static TableCompactor compactor() {
        return compactor(RetryPolicy.DEFAULT);
    }

    private static TableCompactor compactor(RetryPolicy retries) {
        return new TableCompactor(
                new TableCompactor.Tools(lake.cache(), merger, lake.files(), directory), loop(retries));
    }

    private static CommitLoop loop(RetryPolicy retries) {
        return new CommitLoop(retries, new Random(1));
    }

    private int orphans(Instant now) {
        return orphans(now, Duration.ofHours(24));
    }

    private int orphans(Instant now, Duration age) {
        return OrphanRemoval.remove(table, lake.catalog().s3(), now, age).files();
    }

    private static Instant tomorrow() {
        return Instant.now().plus(DAY).plusSeconds(5);
    }

    private void append(long from, String... bodies) {
        Table packers = lake.catalog().load(id).orElseThrow();
        DataFile file = lake.file(packers, HOUR, from, List.of(bodies));
        assertThat(lake.committer().commit(packers, batch(0, from, from + bodies.length, file)))
                .isInstanceOf(CommitOutcome.Committed.class);
        table.refresh();
    }

    private FaultyOperations operations() {
        return new FaultyOperations(((BaseTable) table).operations());
    }

    private TableOffsets offsets() {
        return TableState.read(table).offsets();
    }

    private long snapshots() {
        return StreamSupport.stream(table.snapshots().spliterator(), false).count();
    }

    private List<String> select(String columns) {
        return lake.query(id, "select " + columns + " from \"" + id.dataset() + "\" order by _raw_offset");
    }

    private List<String> files() {
        table.refresh();
        List<String> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().filter(Expressions.alwaysTrue()).planFiles()) {
            tasks.forEach(task -> files.add(task.file().location()));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return files.stream().sorted().toList();
    }

    private List<String> objects() {
        S3Location home = S3Location.parse(table.location() + "/data/");
        return lake
                .catalog()
                .s3()
                .listObjectsV2(request -> request.bucket(home.bucket()).prefix(home.key()))
                .contents()
                .stream()
                .map(object -> new S3Location(home.bucket(), object.key()).toString())
                .sorted()
                .toList();
    }
}
