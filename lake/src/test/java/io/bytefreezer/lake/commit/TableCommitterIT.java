package io.bytefreezer.lake.commit;

import static io.bytefreezer.lake.LakeFixture.HOUR;
import static io.bytefreezer.lake.LakeFixture.TOPIC;
import static io.bytefreezer.lake.LakeFixture.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.LakeFixture;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.table.TableOffsets;
import io.bytefreezer.lake.table.TableState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableCommitterIT {

    @TempDir
    static Path directory;

    private static LakeFixture lake;
    private static int tables;

    private TableId id;
    private Table table;

    @BeforeAll
    static void start() {
        lake = new LakeFixture(directory);
    }

    @AfterAll
    static void stop() {
        lake.close();
    }

    @BeforeEach
    void createTable() {
        id = new TableId("acme", "commits-" + tables++);
        table = lake.catalog().loadOrCreate(id);
    }

    @Test
    void carriesTheOffsetsOfAllPartitionsForward() {
        commit(batch(0, 0, 2, file("1", "2")));
        CommitOutcome outcome = commit(batch(1, 7, 8, file("3")));
        assertThat(outcome)
                .isEqualTo(new CommitOutcome.Committed(
                        table.currentSnapshot().snapshotId(), TableOffsets.of(TOPIC, Map.of(0, 2L, 1, 8L))));
        assertThat(offsets()).isEqualTo(TableOffsets.of(TOPIC, Map.of(0, 2L, 1, 8L)));
        assertThat(rows()).containsExactly("1", "2", "3");
    }

    @Test
    void movesOffsetsWithoutRowsWhenNothingWasKept() {
        assertThat(commit(batch(0, 0, 5))).isInstanceOf(CommitOutcome.Committed.class);
        assertThat(offsets()).isEqualTo(TableOffsets.of(TOPIC, Map.of(0, 5L)));
        assertThat(lake.query(id, "select event_id from \"" + id.dataset() + "\""))
                .isEmpty();
    }

    @Test
    void refusesAZombieOfTheSamePartitionAndTakesItsFilesBack() {
        Table zombiesView = lake.catalog().load(id).orElseThrow();
        DataFile late = lake.file(zombiesView, HOUR, 0, List.of("{\"a\":1}", "{\"a\":2}"));
        commit(batch(0, 0, 2, file("1", "2")));
        assertThat(lake.committer().commit(zombiesView, batch(0, 0, 2, late)))
                .isEqualTo(new CommitOutcome.Refused(TableOffsets.of(TOPIC, Map.of(0, 2L))));
        assertThat(lake.exists(late)).isFalse();
        assertThat(rows()).containsExactly("1", "2");
    }

    /** Iceberg commits on top of what came between: only the validation keeps the rows from doubling. */
    @Test
    void refusesABatchThatAnotherCommittedAfterTheOffsetsWereRead() {
        DataFile file = file("1");
        DataFile others = file("1");
        FaultyOperations faulty = new FaultyOperations(((BaseTable) table).operations());
        Table othersView = lake.catalog().load(id).orElseThrow();
        faulty.betweenReadAndCommit(() -> assertThat(lake.committer().commit(othersView, batch(0, 0, 1, others)))
                .isInstanceOf(CommitOutcome.Committed.class));
        assertThat(lake.committer().commit(new BaseTable(faulty, "faulty"), batch(0, 0, 1, file)))
                .isEqualTo(new CommitOutcome.Refused(TableOffsets.of(TOPIC, Map.of(0, 1L))));
        assertThat(rows()).containsExactly("1");
    }

    @Test
    void findsACommitWhoseAnswerWasLost() {
        DataFile file = file("1");
        FaultyOperations faulty = new FaultyOperations(((BaseTable) table).operations());
        faulty.afterCommit(new CommitStateUnknownException(new IllegalStateException("answer lost")));
        assertThat(lake.committer().commit(new BaseTable(faulty, "faulty"), batch(0, 0, 1, file)))
                .isInstanceOf(CommitOutcome.Committed.class);
        assertThat(faulty.commits()).as("not committed twice").isEqualTo(1);
        assertThat(rows()).containsExactly("1");
    }

    @Test
    void findsACommitWhoseAnswerWasLostBehindALaterOneOfSomebodyElse() {
        DataFile file = file("1");
        DataFile other = file("2");
        FaultyOperations faulty = new FaultyOperations(((BaseTable) table).operations());
        Table others = lake.catalog().load(id).orElseThrow();
        faulty.afterCommit(new IllegalStateException("connection reset"));
        faulty.beforeThrowing(() -> lake.committer().commit(others, batch(1, 0, 1, other)));
        assertThat(lake.committer().commit(new BaseTable(faulty, "faulty"), batch(0, 0, 1, file)))
                .isInstanceOf(CommitOutcome.Committed.class);
        assertThat(rows()).containsExactly("1", "2");
    }

    @Test
    void triesAgainWhenACommitOfUnknownOutcomeDidNotLand() {
        DataFile file = file("1");
        FaultyOperations faulty = new FaultyOperations(((BaseTable) table).operations());
        faulty.insteadOfCommit(new CommitStateUnknownException(new IllegalStateException("never arrived")));
        assertThat(lake.committer().commit(new BaseTable(faulty, "faulty"), batch(0, 0, 1, file)))
                .isInstanceOf(CommitOutcome.Committed.class);
        assertThat(rows()).containsExactly("1");
    }

    @Test
    void keepsTheFilesOfARefusedBatchWhoseEarlierAttemptMayYetLand() {
        DataFile file = file("1");
        DataFile other = file("2");
        FaultyOperations faulty = new FaultyOperations(((BaseTable) table).operations());
        Table others = lake.catalog().load(id).orElseThrow();
        faulty.insteadOfCommit(new IllegalStateException("connection reset"));
        faulty.beforeThrowing(() -> lake.committer().commit(others, batch(0, 0, 1, other)));
        assertThat(lake.committer().commit(new BaseTable(faulty, "faulty"), batch(0, 0, 1, file)))
                .isInstanceOf(CommitOutcome.Refused.class);
        assertThat(lake.exists(file)).isTrue();
        assertThat(rows()).containsExactly("2");
    }

    @Test
    void saysWhenItCouldNotDecideAndKeepsTheFiles() {
        DataFile file = file("1");
        FaultyOperations faulty = new FaultyOperations(((BaseTable) table).operations());
        faulty.alwaysInsteadOfCommit(new IllegalStateException("database is down"));
        RetryPolicy short3 = new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(2));
        assertThat(new TableCommitter(lake.files(), short3, new Random(1))
                        .commit(new BaseTable(faulty, "faulty"), batch(0, 0, 1, file)))
                .isInstanceOf(CommitOutcome.Undecided.class);
        assertThat(lake.exists(file)).isTrue();
    }

    @Test
    void startsAnewWhenTheTopicWasCreatedAgainAndRefusesItsOldPacker() {
        commit(batch(0, 0, 2, file("1", "2")));
        Append taken =
                Append.of("topic-id-2", Optional.of(TOPIC), Map.of(0, new Append.Range(0, 1)), List.of(file("3")));
        assertThat(commit(taken)).isInstanceOf(CommitOutcome.Committed.class);
        assertThat(offsets()).isEqualTo(TableOffsets.of("topic-id-2", Map.of(0, 1L)));
        assertThat(commit(batch(0, 2, 3, file("4")))).isInstanceOf(CommitOutcome.Refused.class);
        assertThat(rows()).containsExactly("1", "2", "3");
    }

    @Test
    void readsOffsetsPastSnapshotsOfOtherWritersButNotPastTheEndOfHistory() {
        commit(batch(0, 0, 1, file("1")));
        table.newAppend().appendFile(file("2")).commit();
        assertThat(offsets()).isEqualTo(TableOffsets.of(TOPIC, Map.of(0, 1L)));
        table.expireSnapshots()
                .expireOlderThan(System.currentTimeMillis() + 1_000)
                .retainLast(1)
                .commit();
        assertThatThrownBy(() -> TableState.read(table))
                .isInstanceOf(LakeException.class)
                .hasMessageContaining("bytefreezer.offsets");
    }

    private CommitOutcome commit(Append append) {
        return lake.committer().commit(table, append);
    }

    private DataFile file(String... values) {
        return lake.file(
                table,
                HOUR,
                0,
                List.of(values).stream().map(value -> "{\"a\":" + value + "}").toList());
    }

    private TableOffsets offsets() {
        return TableState.read(table).offsets();
    }

    private List<String> rows() {
        return lake.query(id, "select a from \"" + id.dataset() + "\" order by a");
    }
}
