package io.bytefreezer.launcher.audit;

import static io.bytefreezer.launcher.audit.RunningPipeline.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.commit.CommitLoop;
import io.bytefreezer.lake.commit.RetryPolicy;
import io.bytefreezer.lake.upkeep.HourRetention;
import io.bytefreezer.lake.upkeep.SnapshotExpiry;
import io.bytefreezer.launcher.audit.RunningPipeline.Said;
import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.schemas.name.DatasetRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a running pipeline whose keepings are harmed on purpose. */
class AuditIT {

    private static final String WAIT = "--wait=60";

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
    void aDatasetWithoutRulesIsCompleteInBothModes() throws Exception {
        DatasetRef dataset = pipeline.dataset("clean", 2);
        pipeline.send(dataset, 0, 0, 25);
        pipeline.send(dataset, 1, 100, 7);
        pipeline.sendPayload(dataset, 1, "{no json");
        pipeline.sendBytes(dataset, 0, new byte[] {1, 2, 3});

        Said metadata = pipeline.audit(dataset, WAIT);
        assertThat(metadata.out())
                .contains("partition 0: complete up to offset 25")
                .contains("partition 1: complete up to offset 7")
                .contains("34 raw records, 32 rows, 2 dead letters");
        assertThat(metadata.code()).as(metadata.toString()).isZero();

        Said deep = pipeline.audit(dataset, "--deep");
        assertThat(deep.out())
                .contains("partition 0: complete up to offset 25")
                .contains("34 raw records, 32 rows, 2 dead letters, 0 dropped by rules, 0 refused by rules");
        assertThat(deep.code()).as(deep.toString()).isZero();
    }

    @Test
    void whatRulesDropIsProvenByJudgingAgain() throws Exception {
        DatasetRef dataset = pipeline.dataset("drops", 1);
        pipeline.activate(
                dataset, "{\"filters\": [{\"type\": \"drop\", \"config\": {\"if_field\": \"n\", \"equals\": 3}}]}");
        pipeline.send(dataset, 0, 0, 10);

        Said metadata = pipeline.audit(dataset, WAIT);
        assertThat(metadata.out()).contains("1 records without a row: dropped by rules, or lost");
        assertThat(metadata.code()).isOne();

        Said deep = pipeline.audit(dataset, "--deep", WAIT);
        assertThat(deep.out())
                .contains("9 rows, 0 dead letters, 1 dropped by rules")
                .contains("  1 dropped by 0:drop of version 1: if_field\n");
        assertThat(deep.code()).as(deep.toString()).isZero();
    }

    @Test
    void aDeletedRawObjectIsAGapWhetherTheTopicStillHasItsRecordsOrNot() throws Exception {
        DatasetRef dataset = pipeline.dataset("deleted-object", 1);
        pipeline.send(dataset, 0, 0, 30);
        assertThat(pipeline.audit(dataset, WAIT).code()).isZero();
        List<String> objects = pipeline.objects(dataset);
        assertThat(objects).hasSizeGreaterThanOrEqualTo(3);
        pipeline.deleteObject(objects.get(1));
        String gap = "gap: offsets " + firstOffset(objects.get(1)) + ".." + (firstOffset(objects.get(2)) - 1)
                + " are in no raw object, beside " + objects.get(0) + ", " + objects.get(2);

        Said inTopic = pipeline.audit(dataset);
        assertThat(inTopic.out())
                .contains(gap)
                .contains("the topic still has records there")
                .doesNotContain("surplus");
        assertThat(inTopic.code()).isOne();

        pipeline.expire(TOPICS.raw(dataset), 0, 30);
        for (String mode : List.of("--deep", "--wait=0")) {
            Said gone = pipeline.audit(dataset, mode);
            assertThat(gone.out()).contains(gap).contains("the topic does not reach back to them");
            assertThat(gone.code()).isOne();
        }
    }

    private static long firstOffset(String object) {
        return RawObjectKey.parse(object).orElseThrow().firstOffset();
    }

    @Test
    void aDroppedLakeFileLeavesLostRecords() throws Exception {
        DatasetRef dataset = pipeline.dataset("dropped-file", 1);
        pipeline.send(dataset, 0, 0, 10);
        assertThat(pipeline.audit(dataset, WAIT).code()).isZero();
        pipeline.send(dataset, 0, 10, 10);
        assertThat(pipeline.audit(dataset, WAIT).code()).isZero();
        AtomicReference<DataFile> dropped = new AtomicReference<>();
        pipeline.withTable(dataset, table -> {
            dropped.set(RunningPipeline.files(table).getFirst());
            table.newDelete().deleteFile(dropped.get()).commit();
        });

        Said metadata = pipeline.audit(dataset);
        assertThat(metadata.out()).contains("missing: " + dropped.get().recordCount() + " records are lost");
        assertThat(metadata.code()).isOne();
        Said deep = pipeline.audit(dataset, "--deep");
        assertThat(deep.out())
                .contains("lost: " + dropped.get().recordCount() + " records without row, dead letter or rule")
                .contains(pipeline.objects(dataset).getFirst().substring(0, 20));
        assertThat(deep.code()).isOne();
    }

    @Test
    void aFileThatIsInTheTableTwiceDoublesItsRows() throws Exception {
        DatasetRef dataset = pipeline.dataset("doubled", 1);
        pipeline.send(dataset, 0, 0, 5);
        assertThat(pipeline.audit(dataset, WAIT).code()).isZero();
        AtomicReference<DataFile> again = new AtomicReference<>();
        pipeline.withTable(dataset, table -> {
            again.set(RunningPipeline.files(table).getFirst());
            table.newAppend().appendFile(again.get()).commit();
        });

        Said metadata = pipeline.audit(dataset);
        assertThat(metadata.out())
                .contains("surplus: " + again.get().recordCount() + " more rows and dead letters than raw records");
        assertThat(metadata.code()).isOne();
        Said deep = pipeline.audit(dataset, "--deep");
        assertThat(deep.out())
                .contains("doubled: " + again.get().recordCount() + " rows too many")
                .contains(again.get().location());
        assertThat(deep.code()).isOne();
    }

    @Test
    void retentionThatTookTheTopicsLeavesItComplete() throws Exception {
        DatasetRef dataset = pipeline.dataset("expired", 1);
        pipeline.send(dataset, 0, 0, 12);
        pipeline.sendPayload(dataset, 0, "{no json");
        assertThat(pipeline.audit(dataset, WAIT).code()).isZero();
        pipeline.expire(TOPICS.raw(dataset), 0, 13);
        pipeline.expire(TOPICS.deadLetter(dataset), 0, 1);

        Said metadata = pipeline.audit(dataset);
        assertThat(metadata.out()).contains("1 records without a row: dropped by rules, or lost");
        Said deep = pipeline.audit(dataset, "--deep");
        assertThat(deep.out())
                .contains("13 raw records, 12 rows, 0 dead letters, 0 dropped by rules, 1 refused by rules");
        assertThat(deep.code()).as(deep.toString()).isZero();
    }

    @Test
    void whatTheLakesRetentionRemovedIsExpiredAndNotMissing() throws Exception {
        DatasetRef dataset = pipeline.dataset("retained", 1);
        pipeline.send(dataset, 0, 0, 10);
        Instant old = Instant.now().minus(Duration.ofDays(5));
        pipeline.sendPayload(dataset, 0, "{\"@timestamp\":\"" + old + "\"}");
        assertThat(pipeline.audit(dataset, WAIT).code()).isZero();
        Consumer<Table> retain = table -> {
            CommitLoop loop = new CommitLoop(RetryPolicy.DEFAULT, new Random(1));
            HourRetention.Result result =
                    new HourRetention(loop).remove(table, Instant.now().minus(Duration.ofDays(1)));
            assertThat(result.removed().rows()).isEqualTo(1);
            SnapshotExpiry.expire(table, Instant.now().plusSeconds(10), Duration.ZERO);
        };
        pipeline.withTable(dataset, retain);
        for (String mode : List.of("--deep", "--wait=0")) {
            Said said = pipeline.audit(dataset, mode);
            assertThat(said.out()).contains("10 rows, 0 dead letters").contains("1 expired by retention");
            assertThat(said.code()).as(said.toString()).isZero();
        }

        Said replayed = pipeline.run("replay", dataset);
        assertThat(replayed.code()).as(replayed.toString()).isZero();
        assertThat(pipeline.audit(dataset, "--deep").out())
                .as("until the next pass removes it again")
                .contains("11 rows, 0 dead letters");
        pipeline.withTable(dataset, retain);
        Said again = pipeline.audit(dataset, "--deep");
        assertThat(again.code()).as(again.toString()).isZero();
    }

    @Test
    void whatWasErasedIsNotMissingAndNoReplayBringsItBack() throws Exception {
        DatasetRef dataset = pipeline.dataset("erased", 1);
        pipeline.send(dataset, 0, 0, 10);
        assertThat(pipeline.audit(dataset, WAIT).code()).isZero();
        String where = "--where=n IN (3, 4)";
        String reason = "--reason=request 17";
        assertThat(pipeline.run("erase", dataset, where, reason, "--dry-run").out())
                .contains("2 rows match");
        assertThat(pipeline.run("erase", dataset, "--where=nosuch = 1", reason).code())
                .isEqualTo(2);
        assertThat(pipeline.run("erase", dataset, where, reason).out())
                .contains("erased 2 rows, and 0 raw records")
                .contains("/erasures/");
        for (String mode : List.of("--deep", "--wait=0")) {
            Said said = pipeline.audit(dataset, mode);
            assertThat(said.out()).contains("8 rows, 0 dead letters").contains("2 erased");
            assertThat(said.code()).as(said.toString()).isZero();
        }
        assertThat(pipeline.run("replay", dataset).code()).isZero();
        assertThat(pipeline.audit(dataset, "--deep").out()).contains("8 rows").contains("2 erased");

        assertThat(pipeline.run("erase", dataset, "--where=n = 7", reason, "--raw")
                        .out())
                .contains("erased 1 rows, and 1 raw records of 1 raw objects");
        Said raw = pipeline.audit(dataset, "--deep");
        assertThat(raw.out()).contains("7 rows").contains("3 erased");
        assertThat(raw.code()).as(raw.toString()).isZero();
        pipeline.expire(TOPICS.raw(dataset), 0, 10);
        assertThat(pipeline.audit(dataset, "--deep").out()).contains("9 raw records, 7 rows");
        assertThat(pipeline.audit(dataset).code()).isZero();
    }

    @Test
    void theDataOfADatasetGoesOnlyAfterTheDatasetItself() throws Exception {
        DatasetRef dataset = pipeline.dataset("dropped", 1);
        pipeline.send(dataset, 0, 0, 3);
        assertThat(pipeline.audit(dataset, WAIT).code()).isZero();
        Said refused = pipeline.run("drop", dataset, "--grace=0");
        assertThat(refused.err()).contains("the control plane still has");
        assertThat(refused.code()).isEqualTo(2);
        pipeline.delete(dataset);
        assertThat(pipeline.run("drop", dataset).err()).contains("within the grace time");
        assertThat(pipeline.run("drop", dataset, "--grace=0", "--raw").code()).isZero();
        assertThat(pipeline.objects(dataset)).isEmpty();
        assertThat(pipeline.run("drop", dataset, "--raw").out()).contains("deleted 0 objects");
    }

    @Test
    void aDatasetNobodyKnowsIsAnError() throws Exception {
        Said nothing = pipeline.audit(DatasetRef.of("acme", "no-such"));
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("nothing to audit").contains("bytefreezer.raw.acme.no-such");
    }
}
