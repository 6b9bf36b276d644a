package io.bytefreezer.lake.erase;

import static io.bytefreezer.lake.LakeFixture.HOUR;
import static io.bytefreezer.lake.LakeFixture.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.LakeFixture;
import io.bytefreezer.lake.LakeFixture.Row;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.commit.CommitOutcome;
import io.bytefreezer.lake.table.TableOffsets;
import io.bytefreezer.lake.table.TableState;
import io.bytefreezer.lake.upkeep.OrphanRemoval;
import io.bytefreezer.lake.upkeep.SnapshotExpiry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowEraserIT {

    @TempDir
    static Path directory;

    private static LakeFixture lake;
    private static RowEraser eraser;

    @BeforeAll
    static void start() throws Exception {
        lake = new LakeFixture(directory);
        eraser = new RowEraser(lake.catalog(), Files.createDirectories(directory.resolve("erasing")));
    }

    @AfterAll
    static void stop() {
        eraser.close();
        lake.close();
    }

    @Test
    void erasesTheRowsAConditionIsTrueOfAndKeepsARecord() {
        TableId id = new TableId("acme", "people");
        Table table = lake.catalog().loadOrCreate(id);
        append(table, 0, "{\"who\":\"ann\",\"n\":0}", "{\"who\":\"bob\",\"n\":1}");
        append(table, 2, "{\"who\":\"eve\",\"n\":2}");
        append(table, 3, "{\"who\":\"ann\",\"n\":3}");

        assertThat(erase(id, "who = 'ann' -- all of her", true).rows()).hasSize(2);
        assertThat(select(id)).containsExactly("0", "1", "2", "3");
        assertThat(SnapshotExpiry.expire(table, Instant.now().plusSeconds(10), Duration.ofSeconds(1)))
                .as("what is exchanged needs no history")
                .isEqualTo(2);
        RowEraser.Report report = erase(id, "who = 'ann'", false);
        assertThat(report.rows())
                .containsExactlyInAnyOrder(
                        new ErasedRow(0, 0, Row.eventId(0, 0)), new ErasedRow(0, 3, Row.eventId(0, 3)));
        assertThat(report.records()).hasSize(1);
        assertThat(select(id)).containsExactly("1", "2");
        assertThat(TableState.read(table).offsets()).isEqualTo(TableOffsets.of(TOPIC, Map.of(0, 4L)));
        OrphanRemoval.remove(table, lake.catalog().s3(), Instant.now().plusSeconds(10_000), Duration.ofHours(1));
        assertThat(Erasures.events(table, lake.catalog().s3()))
                .as("the record is no orphan")
                .containsExactlyInAnyOrderElementsOf(LongStream.of(0, 3)
                        .mapToObj(offset -> Row.eventId(0, offset))
                        .toList());
        assertThat(erase(id, "who = 'ann'", false)).isEqualTo(new RowEraser.Report(List.of(), List.of()));
    }

    @Test
    void saysWhatIsWrongWithAConditionBeforeItReadsAnything() {
        TableId id = new TableId("acme", "wrong");
        lake.catalog().loadOrCreate(id);
        assertThatThrownBy(() -> erase(id, "nobody = 1", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody");
        assertThatThrownBy(() -> erase(new TableId("acme", "missing"), "true", false))
                .isInstanceOfSatisfying(
                        LakeException.class, e -> assertThat(e.kind()).isEqualTo(LakeException.Kind.MISSING));
    }

    private static RowEraser.Report erase(TableId id, String condition, boolean dryRun) {
        return eraser.erase(new RowEraser.Request(id, condition, "request 17", dryRun));
    }

    private static void append(Table table, long from, String... bodies) {
        assertThat(lake.append(table, HOUR, from, bodies)).isInstanceOf(CommitOutcome.Committed.class);
    }

    private static List<String> select(TableId id) {
        return lake.query(id, "select n from \"" + id.dataset() + "\" order by _raw_offset");
    }
}
