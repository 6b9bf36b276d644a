package io.bytefreezer.lake.replace;

import static io.bytefreezer.lake.LakeFixture.HOUR;
import static io.bytefreezer.lake.LakeFixture.TOPIC;
import static io.bytefreezer.lake.LakeFixture.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.LakeFixture;
import io.bytefreezer.lake.LakeFixture.Row;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.commit.CommitOutcome;
import io.bytefreezer.lake.commit.FaultyOperations;
import io.bytefreezer.lake.commit.RetryPolicy;
import io.bytefreezer.lake.table.MarkedSnapshots;
import io.bytefreezer.lake.table.TableOffsets;
import io.bytefreezer.lake.table.TableState;
import io.bytefreezer.lake.write.OriginSpool;
import io.bytefreezer.lake.write.Origins;
import io.bytefreezer.lake.write.ParquetWriter;
import io.bytefreezer.lake.write.RowRemover;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableReplacerIT {

    private static final Instant LATER = HOUR.plus(Duration.ofHours(1));

    @TempDir
    static Path directory;

    private static LakeFixture lake;
    private static RowRemover remover;
    private static int tables;

    private TableId id;
    private Table table;

    @BeforeAll
    static void start() {
        lake = new LakeFixture(directory);
        remover = RowRemover.open(new ParquetWriter.Limits(256 << 20, 1, directory.resolve("spill")));
    }

    @AfterAll
    static void stop() {
        remover.close();
        lake.close();
    }

    @BeforeEach
    void createTable() {
        id = new TableId("acme", "replaced-" + tables++);
        table = lake.catalog().loadOrCreate(id);
    }

    @Test
    void exchangesARangeAndLeavesItsNeighboursAsTheyWere() {
        append(
                0,
                "{\"l\":9223372036854775807,\"d\":0.1,\"b\":true,\"s\":\"é😀\\u0000\\n'\\\"\"}",
                "{\"l\":1,\"d\":2}",
                "{\"l\":2}",
                "{\"l\":\"misfit\",\"d\":1e300,\"late\":[1.50]}");
        append(4, "{\"l\":4,\"later\":\"x\"}", "{\"b\":false}");
        List<String> neighbours = rowsWithout(1, 2);

        assertThat(replace(0, 1, 3, row(HOUR, 1, "{\"l\":10,\"added\":\"new\"}"), row(HOUR, 2, "{\"l\":20}")))
                .isEqualTo(new ReplaceOutcome.Replaced(current(), 2, 0, 1));

        assertThat(select("_raw_offset, l, added"))
                .contains("1|10|new", "2|20|null")
                .hasSize(6);
        assertThat(rowsWithout(1, 2)).containsExactlyInAnyOrderElementsOf(withNullAtTheEnd(neighbours));
        assertThat(offsets()).isEqualTo(TableOffsets.of(TOPIC, Map.of(0, 6L)));
        append(6, "{\"l\":6}");
        assertThat(select("_raw_offset")).containsExactly("0", "1", "2", "3", "4", "5", "6");
    }

    @Test
    void leavesFilesAloneThatHoldNoneOfTheRows() {
        append(0, "{\"a\":0}", "{\"a\":1}");
        append(2, "{\"a\":2}", "{\"a\":3}");
        append(4, "{\"a\":4}");
        List<String> before = files();
        replace(0, 2, 4, row(HOUR, 2, "{\"a\":20}"), row(HOUR, 3, "{\"a\":30}"));
        assertThat(files()).hasSize(3);
        assertThat(before).filteredOn(files()::contains).hasSize(2);
        assertThat(select("a")).containsExactly("0", "1", "20", "30", "4");
    }

    @Test
    void movesRowsToAnotherHour() {
        append(0, "{\"a\":0}", "{\"a\":1}");
        replace(0, 0, 1, row(LATER, 0, "{\"a\":0}"));
        assertThat(select("_raw_offset, a, hour(event_time)")).containsExactly("0|0|6", "1|1|5");
        assertThat(LakeFixture.icebergRows(table)).hasSize(2);
        assertThat(lake.query(id, "select a from \"" + id.dataset() + "\" where event_time >= '" + LATER + "'"))
                .containsExactly("0");
    }

    @Test
    void removesRowsThatHaveNoSuccessor() {
        append(0, "{\"a\":0}", "{\"a\":1}");
        assertThat(replace(0, 0, 2)).isEqualTo(new ReplaceOutcome.Replaced(current(), 2, 0, 1));
        assertThat(select("a")).isEmpty();
        assertThat(files()).isEmpty();
        assertThat(offsets()).isEqualTo(TableOffsets.of(TOPIC, Map.of(0, 2L)));
        assertThat(replace(0, 0, 2)).as("nothing to remove nor to add").isInstanceOf(ReplaceOutcome.Replaced.class);
        assertThat(offsets()).isEqualTo(TableOffsets.of(TOPIC, Map.of(0, 2L)));
    }

    @Test
    void addsRowsOfRecordsThatHadNone() {
        append(0, "{\"a\":0}");
        replace(0, 1, 2, row(HOUR, 1, "{\"a\":1}"));
        assertThat(select("a")).containsExactly("0", "1");
    }

    @Test
    void tellsPartitionsOfOneFileApart() {
        DataFile mixed = lake.file(
                table,
                List.of(
                        new Row(HOUR, 0, 7, "{\"a\":\"0-7\"}"),
                        new Row(HOUR, 1, 7, "{\"a\":\"1-7\"}"),
                        new Row(HOUR, 1, 900, "{\"a\":\"1-900\"}")));
        assertThat(lake.committer().commit(table, batch(0, 0, 3, mixed))).isInstanceOf(CommitOutcome.Committed.class);
        replace(1, 0, 100, new Row(HOUR, 1, 7, "{\"a\":\"new\"}"));
        assertThat(select("a")).containsExactlyInAnyOrder("0-7", "1-900", "new");
    }

    @Test
    void replacesSingleOffsetsAndCountsTheRowsBetweenThem() {
        append(0, "{\"a\":0}", "{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
        DataFile added = lake.file(table, List.of(row(HOUR, 1, "{\"a\":10}"), row(HOUR, 3, "{\"a\":30}")));
        assertThat(replacer().replace(table, Replacement.of(origins(0, 1, 4, 1, 3), List.of(added), Map.of())))
                .isEqualTo(new ReplaceOutcome.Replaced(current(), 2, 1, 1));
        assertThat(select("a")).containsExactly("0", "10", "2", "30");
    }

    @Test
    void neverTakesRowsOfAnotherEventForThoseOfTheRecord() throws IOException {
        append(0, "{\"a\":0}");
        Origins others;
        try (OriginSpool spool = OriginSpool.create(directory.resolve(UUID.randomUUID() + ".csv"))) {
            spool.add(0, UUID.randomUUID());
            others = spool.seal(0, 0, 1);
        }
        assertThat(replacer().replace(table, Replacement.of(others, List.of(), Map.of())))
                .isEqualTo(new ReplaceOutcome.Replaced(current(), 0, 1, 0));
        assertThat(select("a")).containsExactly("0");
    }

    @Test
    void letsAPackerInBetweenReadingAndCommitting() {
        FaultyOperations raced = operations();
        raced.beforeCommit(packsOneMore());
        replacesBesideAPacker(raced);
    }

    @Test
    void neverTurnsThePackersOffsetsBack() {
        FaultyOperations raced = operations();
        raced.betweenReadAndCommit(packsOneMore());
        replacesBesideAPacker(raced);
    }

    private void replacesBesideAPacker(FaultyOperations raced) {
        append(0, "{\"a\":0}", "{\"a\":1}");
        assertThat(replacer().replace(new BaseTable(raced, "raced"), exchange(0, 0, 2, "{\"a\":10}")))
                .isInstanceOf(ReplaceOutcome.Replaced.class);
        assertThat(select("a")).containsExactly("10", "10", "2");
        assertThat(offsets()).isEqualTo(TableOffsets.of(TOPIC, Map.of(0, 3L)));
    }

    private Runnable packsOneMore() {
        return () -> {
            Table packers = lake.catalog().load(id).orElseThrow();
            DataFile next = lake.file(packers, HOUR, 2, List.of("{\"a\":2}"));
            assertThat(lake.committer().commit(packers, batch(0, 2, 3, next)))
                    .isInstanceOf(CommitOutcome.Committed.class);
        };
    }

    @Test
    void doesNotHinderAPackerWhoseCommitIsUnderway() {
        append(0, "{\"a\":0}", "{\"a\":1}");
        DataFile next = lake.file(table, HOUR, 2, List.of("{\"a\":2}"));
        Replacement replacement = exchange(0, 0, 2, "{\"a\":10}");
        Table replays = lake.catalog().load(id).orElseThrow();
        FaultyOperations raced = operations();
        raced.beforeCommit(
                () -> assertThat(replacer().replace(replays, replacement)).isInstanceOf(ReplaceOutcome.Replaced.class));
        assertThat(lake.committer().commit(new BaseTable(raced, "raced"), batch(0, 2, 3, next)))
                .isInstanceOf(CommitOutcome.Committed.class);
        assertThat(select("a")).containsExactly("10", "10", "2");
        assertThat(offsets()).isEqualTo(TableOffsets.of(TOPIC, Map.of(0, 3L)));
    }

    @Test
    void neverDoublesRowsWhenTwoReplacementsOverlap() {
        append(0, "{\"a\":0}", "{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
        Replacement first = exchange(0, 0, 3, "{\"a\":100}");
        Replacement second = exchange(0, 1, 4, "{\"a\":200}");
        Table others = lake.catalog().load(id).orElseThrow();
        FaultyOperations raced = operations();
        raced.beforeCommit(() -> assertThat(replacer().replace(others, first))
                .isEqualTo(new ReplaceOutcome.Replaced(current(), 3, 0, 1)));
        assertThat(replacer().replace(new BaseTable(raced, "raced"), second))
                .isInstanceOf(ReplaceOutcome.Replaced.class);
        assertThat(select("a")).containsExactly("100", "200", "200", "200");
        assertThat(objects()).as("the first attempt's files are gone").isEqualTo(filesOfAllSnapshots());
    }

    @Test
    void findsACommitWhoseAnswerWasLost() {
        append(0, "{\"a\":0}", "{\"a\":1}");
        FaultyOperations faulty = operations();
        faulty.afterCommit(new CommitStateUnknownException(new IllegalStateException("answer lost")));
        assertThat(replacer().replace(new BaseTable(faulty, "faulty"), exchange(0, 0, 1, "{\"a\":10}")))
                .isInstanceOf(ReplaceOutcome.Replaced.class);
        assertThat(faulty.commits()).as("not committed twice").isEqualTo(1);
        assertThat(select("a")).containsExactly("10", "1");
    }

    @Test
    void triesAgainWhenACommitOfUnknownOutcomeDidNotLand() {
        append(0, "{\"a\":0}", "{\"a\":1}");
        FaultyOperations faulty = operations();
        faulty.insteadOfCommit(new IllegalStateException("connection reset"));
        assertThat(replacer().replace(new BaseTable(faulty, "faulty"), exchange(0, 0, 1, "{\"a\":10}")))
                .isInstanceOf(ReplaceOutcome.Replaced.class);
        assertThat(select("a")).containsExactly("10", "1");
    }

    @Test
    void saysWhenItCouldNotDecideAndKeepsTheFiles() {
        append(0, "{\"a\":0}", "{\"a\":1}");
        List<String> before = objects();
        FaultyOperations faulty = operations();
        faulty.alwaysInsteadOfCommit(new IllegalStateException("database is down"));
        RetryPolicy short3 = new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(2));
        assertThat(new TableReplacer(tools(), short3, new Random(1))
                        .replace(new BaseTable(faulty, "faulty"), exchange(0, 0, 1, "{\"a\":10}")))
                .isInstanceOf(ReplaceOutcome.Undecided.class);
        assertThat(select("a")).containsExactly("0", "1");
        assertThat(objects()).as("the new rows and the kept ones").hasSize(before.size() + 2);
    }

    @Test
    void isFoundByItsMarks() {
        append(0, "{\"a\":0}");
        Map<String, String> marks = Map.of("bytefreezer.test", "mark");
        replacer().replace(table, Replacement.of(origins(0, 0, 1, 0), List.of(), marks));
        append(1, "{\"a\":1}");
        table.refresh();
        assertThat(MarkedSnapshots.find(table, marks)).isPresent();
        assertThat(MarkedSnapshots.find(table, Map.of("bytefreezer.test", "other")))
                .isEmpty();
    }

    private TableReplacer replacer() {
        return new TableReplacer(tools(), RetryPolicy.DEFAULT, new Random(1));
    }

    private static TableReplacer.Tools tools() {
        return new TableReplacer.Tools(lake.cache(), remover, lake.files(), directory);
    }

    /** Replaces all rows of a range of offsets by these. */
    private ReplaceOutcome replace(int partition, long from, long next, Row... rows) {
        List<DataFile> added = rows.length == 0 ? List.of() : List.of(lake.file(table, List.of(rows)));
        return replacer().replace(table, Replacement.of(range(partition, from, next), added, Map.of()));
    }

    /** All rows of a range get this body. */
    private Replacement exchange(int partition, long from, long next, String body) {
        List<Row> rows = LongStream.range(from, next)
                .mapToObj(offset -> new Row(HOUR.plusSeconds(offset), partition, offset, body))
                .toList();
        return Replacement.of(range(partition, from, next), List.of(lake.file(table, rows)), Map.of());
    }

    private static Row row(Instant hour, long offset, String body) {
        return new Row(hour.plusSeconds(offset), 0, offset, body);
    }

    private static Origins range(int partition, long from, long next) {
        return origins(partition, from, next, LongStream.range(from, next).toArray());
    }

    private static Origins origins(int partition, long from, long next, long... offsets) {
        try (OriginSpool spool = OriginSpool.create(directory.resolve(UUID.randomUUID() + ".csv"))) {
            for (long offset : offsets) {
                spool.add(offset, Row.eventId(partition, offset));
            }
            return spool.seal(partition, from, next);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(long from, String... bodies) {
        assertThat(lake.append(table, HOUR, from, bodies)).isInstanceOf(CommitOutcome.Committed.class);
    }

    private FaultyOperations operations() {
        return new FaultyOperations(((BaseTable) table).operations());
    }

    private long current() {
        table.refresh();
        return table.currentSnapshot().snapshotId();
    }

    private TableOffsets offsets() {
        return TableState.read(table).offsets();
    }

    private List<String> select(String columns) {
        return lake.query(
                id, "select " + columns + " from \"" + id.dataset() + "\" order by _raw_partition, _raw_offset");
    }

    private List<String> rowsWithout(long from, long to) {
        return LakeFixture.icebergRows(table).stream()
                .filter(row -> {
                    long offset = Long.parseLong(row.split("\\|", -1)[4]);
                    return offset < from || offset > to;
                })
                .toList();
    }

    private static List<String> withNullAtTheEnd(List<String> rows) {
        return rows.stream().map(row -> row + "|null").toList();
    }

    private List<String> files() {
        return files(current());
    }

    private List<String> files(long snapshot) {
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().useSnapshot(snapshot).planFiles()) {
            List<String> files = new ArrayList<>();
            tasks.forEach(task -> files.add(task.file().location()));
            return files.stream().sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> filesOfAllSnapshots() {
        table.refresh();
        List<String> all = new ArrayList<>();
        table.snapshots().forEach(snapshot -> all.addAll(files(snapshot.snapshotId())));
        return all.stream().distinct().sorted().toList();
    }

    private List<String> objects() {
        String bucket = lake.settings().storage().bucket();
        String prefix = lake.settings().prefix() + "/" + id.tenant() + "/" + id.dataset() + "/data/";
        return lake
                .catalog()
                .s3()
                .listObjectsV2(request -> request.bucket(bucket).prefix(prefix))
                .contents()
                .stream()
                .map(object -> "s3://" + bucket + "/" + object.key())
                .sorted()
                .toList();
    }
}
