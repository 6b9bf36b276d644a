package io.bytefreezer.query.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bytefreezer.lake.spool.HotRows;
import io.bytefreezer.lake.spool.RowsFunction;
import io.bytefreezer.lake.spool.SpoolColumn;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import io.bytefreezer.lake.table.SettledColumn;
import io.bytefreezer.lake.table.TableOffsets;
import io.bytefreezer.schemas.wire.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptRowsTest {

    private static final long SEED = 20_261_128;
    private static final long PLENTY = 1 << 30;
    private static final KeptRows.Layout LAYOUT = new KeptRows.Layout(TailTopic.COLUMNS, List.of());
    private static final List<SettledColumn> SETTLED = List.of(
            new SettledColumn("m", ColumnType.STRING, "x.n"),
            new SettledColumn("never", ColumnType.TIMESTAMPTZ, "never"));

    @TempDir
    private Path directory;

    private final TailTopic topic = new TailTopic(3);
    private final Map<Integer, Long> packed = new HashMap<>();

    @Test
    void everyQueryHasEveryRowThatIsNotPackedOnceHoweverPackersCommit() throws IOException {
        Random random = new Random(SEED);
        KeptRows kept = rows();
        List<KeptRows.View> open = new ArrayList<>();
        int anew = 0;
        for (int step = 0; step < 250; step++) {
            int partition = random.nextInt(3);
            switch (random.nextInt(4)) {
                case 0 -> topic.add(partition, "{\"n\":" + step + "}");
                case 1 -> topic.skip(partition, 1 + random.nextInt(2));
                case 2 -> {
                    long next = packed.getOrDefault(partition, 0L);
                    packed.put(partition, next + random.nextLong(topic.ends().get(partition) - next + 1));
                }
                default -> {
                    TailPlan plan = plan();
                    if (!kept.serves(TailTopic.ID, LAYOUT, plan)) {
                        // Packers went past what was kept.
                        kept.drop();
                        kept = rows();
                        anew++;
                    }
                    kept.forget(offsets());
                    assertThat(read(kept, plan, PLENTY)).isZero();
                    KeptRows.View view = kept.view(plan);
                    assertThat(places(view)).as("seed %d step %d", SEED, step).isEqualTo(fresh(plan));
                    assertThat(view.rows())
                            .as("seed %d step %d", SEED, step)
                            .isEqualTo(places(view).size());
                    open.add(view);
                }
            }
            if (open.size() > 3) {
                open.removeFirst().release();
            }
        }
        assertThat(anew).as("seed %d: mostly what is kept is of use", SEED).isLessThan(32);
        open.forEach(KeptRows.View::release);
        kept.drop();
        assertThat(files()).as("files left").isEmpty();
    }

    @Test
    void filesStayWhileAQueryReadsThem() throws IOException {
        KeptRows kept = rows();
        topic.add(0, "{\"n\":1}");
        TailPlan plan = plan();
        read(kept, plan, PLENTY);
        KeptRows.View view = kept.view(plan);

        kept.drop();
        assertThat(places(view)).containsExactly("0:0");
        view.release();
        assertThat(files()).isEmpty();
    }

    @Test
    void aFullTailKeepsTheOldestRowsOfEachPartitionAndSaysHowManyAreLeft() throws IOException {
        for (int n = 0; n < 10; n++) {
            topic.add(0, "{\"n\":" + n + "}");
        }
        KeptRows kept = rows();
        TailPlan plan = plan();

        assertThat(read(kept, plan, 1)).as("all of the first poll are taken").isZero();
        for (int n = 0; n < 10; n++) {
            topic.add(0, "{\"n\":" + n + "}");
        }
        TailPlan more = plan();
        assertThat(read(kept, more, 1)).isEqualTo(10);
        KeptRows.View view = kept.view(more);
        assertThat(view.rows()).isEqualTo(10);
        assertThat(view.hot().spans()).containsExactly(new HotRows.Span(0, 0, 10));
        view.release();
        kept.drop();
    }

    @Test
    void leavesOutWhatIsNoEvent() throws IOException {
        topic.add(1, "{\"n\":1}");
        topic.addRecord(1, "nonsense".getBytes(UTF_8));
        topic.addRecord(1, null);
        topic.add(1, "{\"n\":2}");
        KeptRows kept = rows();
        TailPlan plan = plan();
        read(kept, plan, PLENTY);
        KeptRows.View view = kept.view(plan);

        assertThat(places(view)).containsExactly("1:0", "1:3");
        assertThat(view.leftOut()).isEqualTo(2);
        assertThat(view.newest()).isEqualTo(TailTopic.TIME.plusSeconds(3));
        view.release();
        kept.drop();
    }

    @Test
    void isOfNoUseForAnotherTopicOtherColumnsOrEarlierSnapshot() throws IOException {
        topic.add(0, "{\"n\":1}");
        topic.add(0, "{\"n\":2}");
        KeptRows kept = rows();
        TailPlan all = plan();
        read(kept, all, PLENTY);
        packed.put(0, 1L);
        TailPlan later = plan();
        List<Column> wider = Stream.concat(
                        TailTopic.COLUMNS.stream(),
                        Stream.of(Column.of(Types.NestedField.optional(7, "n", Types.LongType.get()))))
                .toList();

        assertThat(kept.serves(TailTopic.ID, LAYOUT, later)).isTrue();
        assertThat(kept.serves("topic-2", LAYOUT, later)).isFalse();
        assertThat(kept.serves(TailTopic.ID, new KeptRows.Layout(wider, List.of()), later))
                .isFalse();
        assertThat(kept.serves(TailTopic.ID, new KeptRows.Layout(TailTopic.COLUMNS, SETTLED), later))
                .isFalse();
        packed.put(0, 2L);
        kept.forget(offsets());
        topic.add(0, "{\"n\":3}");
        assertThat(kept.serves(TailTopic.ID, LAYOUT, plan())).isTrue();
        packed.put(0, 1L);
        assertThat(kept.serves(TailTopic.ID, LAYOUT, plan())).isFalse();
        kept.drop();
    }

    @Test
    void beginsAnewWhereRetentionTookWhatWouldComeNext() throws IOException {
        topic.add(0, "{\"n\":1}");
        KeptRows kept = rows();
        read(kept, plan(), PLENTY);
        topic.add(0, "{\"n\":2}");
        topic.add(0, "{\"n\":3}");
        topic.expire(0, 2);
        TailPlan plan = plan();

        assertThat(kept.serves(TailTopic.ID, LAYOUT, plan)).isFalse();
        packed.put(0, 0L);
        assertThat(plan().lost()).isEqualTo(2);
        kept.drop();
    }

    @Test
    void shapesRowsForTheColumnsThatTheNextPackerGivesTheTable() throws IOException {
        topic.add(0, "{\"n\":1,\"x.n\":\"7\"}");
        KeptRows kept = rows(new KeptRows.Layout(TailTopic.COLUMNS, SETTLED));
        TailPlan plan = plan();
        read(kept, plan, PLENTY);
        KeptRows.View view = kept.view(plan);

        assertThat(view.hot().columns())
                .extracting(SpoolColumn::name, SpoolColumn::type)
                .containsExactly(
                        tuple("m", ColumnType.STRING),
                        tuple("never", ColumnType.TIMESTAMPTZ),
                        tuple("n", ColumnType.LONG));
        view.release();
        kept.drop();
    }

    private KeptRows rows() {
        return rows(LAYOUT);
    }

    private KeptRows rows(KeptRows.Layout layout) {
        return new KeptRows(
                TailTopic.ID,
                layout,
                new KeptRows.Shaping(EventCodec.withFixedIds(), directory, 1_000, dataset -> SETTLED));
    }

    private TableOffsets offsets() {
        return TableOffsets.of(TailTopic.ID, packed);
    }

    private TailPlan plan() {
        return TailPlan.of(offsets(), TailTopic.ID, topic.begins(), topic.ends());
    }

    private long read(KeptRows kept, TailPlan plan, long most) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        return new TailRead(topic.consumer(), TailTopic.NAME, deadline).extend(kept, plan, most);
    }

    /** What somebody reads who has kept nothing. */
    private TreeSet<String> fresh(TailPlan plan) throws IOException {
        KeptRows once = rows();
        read(once, plan, PLENTY);
        KeptRows.View view = once.view(plan);
        TreeSet<String> places = places(view);
        view.release();
        once.drop();
        return places;
    }

    /** Partition and offset of each row of the view; here those of the raw topic are the same. */
    private static TreeSet<String> places(KeptRows.View view) {
        TreeSet<String> places = new TreeSet<>();
        HotRows hot = view.hot();
        if (hot == null) {
            return places;
        }
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                RowsFunction function = RowsFunction.register(duckdb);
                RowsFunction.Offer offer = function.offer(hot);
                Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT _raw_partition || ':' || _raw_offset AS place FROM " + offer.sql())) {
            while (rows.next()) {
                assertThat(places.add(rows.getString(1))).as(rows.getString(1)).isTrue();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return places;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
