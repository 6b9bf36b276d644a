package io.bytefreezer.launcher.replay;

import static io.bytefreezer.launcher.audit.RunningPipeline.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.launcher.audit.RunningPipeline;
import io.bytefreezer.launcher.audit.RunningPipeline.Said;
import io.bytefreezer.provenance.ProvenanceConfig;
import io.bytefreezer.provenance.replay.ReplayReport;
import io.bytefreezer.provenance.replay.ReplayRequest;
import io.bytefreezer.provenance.replay.Replayer;
import io.bytefreezer.provenance.replay.StepReport;
import io.bytefreezer.provenance.replay.plan.StepLimits;
import io.bytefreezer.runtime.config.ConfigLoader;
import io.bytefreezer.schemas.name.DatasetRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a running pipeline. */
class ReplayIT {

    private static final String WAIT = "--wait=60";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path dir;

    private static RunningPipeline pipeline;

    @BeforeAll
    static void start() throws Exception {
        pipeline = new RunningPipeline(dir);
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void aChangedRuleGivesNewRowsExactlyOnce() throws Exception {
        DatasetRef dataset = pipeline.dataset("changed", 2);
        pipeline.send(dataset, 0, 0, 25);
        pipeline.send(dataset, 1, 100, 7);
        assertThat(pipeline.audit(dataset, WAIT).code()).isZero();
        pipeline.activate(
                dataset, rules("one", "{\"type\": \"drop\", \"config\": {\"if_field\": \"n\", \"equals\": 3}}"));

        Said dry = pipeline.run("replay", dataset, WAIT, "--dry-run");
        assertThat(dry.out())
                .contains(
                        "partition 0, offsets 0..24: would be 25 records -> 24 rows, 1 dropped, 0 rejected; new columns v")
                .contains("dry run of replay");
        assertThat(dry.code()).as(dry.toString()).isZero();
        assertThat(pipeline.query(dataset, "select count(*) from changed")).containsExactly("32");

        Said said = pipeline.run("replay", dataset, WAIT);
        assertThat(said.out())
                .contains("partition 0, offsets 0..24: 25 records -> 24 rows, 1 dropped, 0 rejected; 25 rows before")
                .contains("with version 1: 2 steps done, 0 skipped, 0 failed; 32 records -> 31 rows (32 before)");
        assertThat(said.code()).as(said.toString()).isZero();
        assertThat(pipeline.query(dataset, "select count(*), count(distinct n), min(v), max(v) from changed"))
                .containsExactly("31|31|one|one");

        pipeline.send(dataset, 0, 25, 5);
        Said audit = pipeline.audit(dataset, WAIT, "--deep");
        assertThat(audit.code()).as(audit.toString()).isZero();
        assertThat(pipeline.query(dataset, "select count(*) from changed")).containsExactly("36");

        pipeline.activate(dataset, rules("two"));
        Said first =
                pipeline.run("replay", dataset, WAIT, "--version=1", "--to-offset=30", "--again", "--source=topic");
        assertThat(first.code()).as(first.toString()).isZero();
        Said none = pipeline.run("replay", dataset, "--version=7");
        assertThat(none.err()).contains("has no version 7");
        assertThat(none.code()).isEqualTo(2);
        assertThat(pipeline.query(dataset, "select count(*), min(v), max(v) from changed"))
                .containsExactly("36|one|one");

        pipeline.activate(
                dataset,
                rules("three", "{\"type\": \"hash\", \"config\": {\"fields\": \"n\", \"key_name\": \"numbers\"}}"));
        Said without = pipeline.run("replay", dataset, "--again");
        assertThat(without.err())
                .as("its rows would differ from the pipers'")
                .contains("names secrets that the configuration does not have: give numbers under secrets");
        assertThat(without.code()).isEqualTo(2);
        assertThat(pipeline.query(dataset, "select count(*) from changed")).containsExactly("36");
    }

    @Test
    void anInterruptedReplayGoesOnWhereItEnded() throws Exception {
        DatasetRef dataset = pipeline.dataset("interrupted", 1);
        pipeline.send(dataset, 0, 0, 40);
        assertThat(pipeline.audit(dataset, WAIT).code()).isZero();
        pipeline.activate(dataset, rules("new"));
        assertThatThrownBy(() -> replay(dataset, 10, step -> {
                    throw new IllegalStateException("interrupted after " + step.bounds());
                }))
                .hasMessageContaining("interrupted after 0..9");
        assertThat(versions(dataset)).containsExactly("new|10", "null|30");

        Said said = pipeline.run("replay", dataset, "--step-records=15");
        assertThat(said.out())
                .contains("partition 0, offsets 0..9: replayed before, skipped")
                .contains("2 steps done, 1 skipped, 0 failed; 30 records -> 30 rows (30 before)");
        assertThat(said.code()).as(said.toString()).isZero();
        assertThat(versions(dataset)).containsExactly("new|40");
        assertThat(pipeline.query(dataset, "select count(distinct n) from interrupted"))
                .containsExactly("40");
        assertThat(pipeline.run("replay", dataset).out()).contains("0 steps done, 1 skipped");
        assertThat(pipeline.run("replay", dataset, "--again").out()).contains("1 steps done, 0 skipped");
        assertThat(versions(dataset)).containsExactly("new|40");
    }

    @Test
    void deadLettersBecomeRowsAfterTheRuleWasMended() throws Exception {
        DatasetRef dataset = pipeline.dataset("mended", 1);
        pipeline.send(dataset, 0, 0, 5);
        pipeline.sendPayload(dataset, 0, "no json");
        pipeline.send(dataset, 0, 6, 3);
        pipeline.sendPayload(dataset, 0, "nor this");
        pipeline.sendBytes(dataset, 0, new byte[] {1, 2, 3});
        assertThat(pipeline.audit(dataset, WAIT).code()).isZero();
        assertThat(pipeline.query(dataset, "select count(*) from mended")).containsExactly("8");
        pipeline.activate(dataset, "{\"parse\": {\"format\": \"text\"}}");

        Said other = pipeline.run("replay", dataset, WAIT, "--dead-letters", "--error=NO_SUCH_CODE");
        assertThat(other.out()).contains("0 steps done");
        long before = pipeline.lettersEnd(dataset);
        Said said = pipeline.run("replay", dataset, WAIT, "--dead-letters");
        assertThat(said.out()).contains("3 records -> 2 rows (0 before), 0 dropped, 1 rejected");
        assertThat(said.code()).as(said.toString()).isZero();
        assertThat(pipeline.query(dataset, "select count(*), count(n), count(distinct _raw_offset) from mended"))
                .containsExactly("10|8|10");
        assertThat(pipeline.lettersEnd(dataset)).as("one again").isEqualTo(before + 1);
        assertThat(pipeline.run("replay", dataset, "--dead-letters").out()).contains("0 steps done, 1 skipped");
    }

    @Test
    void queriesSeeEachStepEitherBeforeOrAfter() throws Exception {
        DatasetRef dataset = pipeline.dataset("watched", 1);
        pipeline.send(dataset, 0, 0, 60);
        assertThat(pipeline.audit(dataset, WAIT).code()).isZero();
        pipeline.activate(dataset, rules("new"));
        List<List<String>> seen = new ArrayList<>();
        try (ExecutorService replays = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ReplayReport> replay = replays.submit(() -> replay(dataset, 10, step -> {}));
            while (!replay.isDone()) {
                if (seen.isEmpty() || replay.state() == Future.State.RUNNING) {
                    seen.add(steps(dataset));
                }
            }
            assertThat(replay.get().isComplete()).isTrue();
        }
        seen.add(steps(dataset));
        assertThat(seen)
                .allSatisfy(steps -> assertThat(steps)
                        .as("of each step all rows, once, and all of one version")
                        .hasSize(6)
                        .allSatisfy(step -> assertThat(step).matches("\\d\\|10\\|10\\|(null|new)\\|[01]")));
        assertThat(seen.getLast()).allMatch(step -> step.endsWith("|new|1"));
        System.out.println(seen.stream().distinct().count() + " different states seen by " + seen.size() + " queries");
    }

    @Test
    void recordsOnTheirWayToTheLakeAreLeftToThePacker() throws Exception {
        DatasetRef dataset = pipeline.dataset("lagging", 1);
        pipeline.send(dataset, 0, 0, 10);
        assertThat(pipeline.audit(dataset, WAIT).code()).isZero();
        pipeline.stopPacker();
        try {
            pipeline.send(dataset, 0, 10, 10);
            await(() -> pipeline.piped(dataset, 0) >= 20);
            pipeline.activate(dataset, rules("new"));
            Said early = pipeline.run("replay", dataset, "--to-offset=20");
            assertThat(early.out())
                    .contains("partition 0, offsets 0..9: 10 records -> 10 rows")
                    .contains("partition 0, offsets 10..19 are not replayed: their rows are still on their way");
            assertThat(early.code()).as(early.toString()).isOne();
        } finally {
            pipeline.startPacker();
        }
        Said late = pipeline.run("replay", dataset, "--to-offset=20", WAIT);
        assertThat(late.code()).as(late.toString()).isZero();
        assertThat(pipeline.query(dataset, "select count(*), count(distinct n), count(v) from lagging"))
                .containsExactly("20|20|20");
    }

    @Test
    void eventsOfATimeAreReplayedAlone() throws Exception {
        DatasetRef dataset = pipeline.dataset("timed", 1);
        pipeline.send(dataset, 0, 0, 5);
        Instant start = Instant.now().plusMillis(2);
        await(() -> Instant.now().isAfter(start));
        pipeline.send(dataset, 0, 5, 4);
        Instant end = Instant.now().plusMillis(2);
        await(() -> Instant.now().isAfter(end));
        pipeline.send(dataset, 0, 9, 3);
        assertThat(pipeline.audit(dataset, WAIT).code()).isZero();
        pipeline.activate(dataset, rules("new"));
        Said said = pipeline.run("replay", dataset, "--from=" + start, "--to=" + end);
        assertThat(said.out()).contains("4 records -> 4 rows");
        assertThat(said.code()).as(said.toString()).isZero();
        assertThat(pipeline.query(dataset, "select v, min(n), max(n), count(*) from timed group by v order by v"))
                .containsExactly("new|5|8|4", "null|0|11|8");
    }

    @Test
    void rowsWhoseRawRecordsAreGoneStayAndAreTold() throws Exception {
        DatasetRef dataset = pipeline.dataset("gone", 1);
        pipeline.send(dataset, 0, 0, 20);
        assertThat(pipeline.audit(dataset, WAIT).code()).isZero();
        pipeline.activate(dataset, rules("new"));
        pipeline.expire(TOPICS.raw(dataset), 0, 5);
        Said topic = pipeline.run("replay", dataset, "--source=topic");
        assertThat(topic.out()).contains("15 records -> 15 rows", "5 rows stay as they were");
        assertThat(topic.code()).as(topic.toString()).isOne();
        assertThat(versions(dataset)).containsExactly("new|15", "null|5");
        Said objects = pipeline.run("replay", dataset, "--again");
        assertThat(objects.code()).as(objects.toString()).isZero();
        assertThat(versions(dataset)).containsExactly("new|20");
    }

    private static String rules(String value, String... more) {
        List<String> filters = new ArrayList<>(List.of(more));
        filters.add("{\"type\": \"add_field\", \"config\": {\"field\": \"v\", \"value\": \"" + value + "\"}}");
        return "{\"filters\": [" + String.join(", ", filters) + "]}";
    }

    private static ReplayReport replay(DatasetRef dataset, long stepRecords, Consumer<StepReport> told)
            throws IOException {
        ProvenanceConfig config = ConfigLoader.load(ProvenanceConfig.class, pipeline.configuration(), Map.of());
        ReplayRequest request = new ReplayRequest(
                dataset,
                ReplayRequest.Selection.ALL,
                OptionalInt.empty(),
                ReplayRequest.Source.OBJECTS,
                false,
                false,
                PATIENCE,
                StepLimits.DEFAULT.withRecords(stepRecords));
        try (Replayer replayer = Replayer.open(config, Files.createTempDirectory(dir, "replay"))) {
            return replayer.replay(request, told);
        }
    }

    /** How many rows each version made. */
    private static List<String> versions(DatasetRef dataset) throws IOException {
        if (pipeline.query(dataset, "select column_name from (describe " + dataset.dataset() + ")").stream()
                .noneMatch("v"::equals)) {
            return List.of("no v");
        }
        return pipeline.query(dataset, "select v, count(*) from " + dataset.dataset() + " group by v order by v");
    }

    /** Of each step its number, rows, offsets, version, and how many versions made rows of it. */
    private static List<String> steps(DatasetRef dataset) throws IOException {
        String v = pipeline.query(dataset, "describe " + dataset.dataset()).stream()
                        .anyMatch(column -> column.startsWith("v|"))
                ? "v"
                : "null";
        return pipeline.query(
                dataset,
                "select _raw_offset // 10, count(*), count(distinct _raw_offset), max(" + v + "), count(distinct " + v
                        + ") from " + dataset.dataset() + " group by 1 order by 1");
    }

    /** What is waited for. */
    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
