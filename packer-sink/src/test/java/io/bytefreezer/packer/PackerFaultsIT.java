package io.bytefreezer.packer;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.s3.OutageS3;
import io.bytefreezer.lake.commit.CommitOutcome;
import io.bytefreezer.packer.PackerFixture.Packer;
import io.bytefreezer.packer.flush.TableFlusher.Committer;
import io.bytefreezer.packer.flush.TableFlusher.Tools;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.schemas.name.DatasetRef;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What breaks around the packer: crashes, zombies, a store that is away, topics that lose records. */
@Execution(ExecutionMode.CONCURRENT)
class PackerFaultsIT {

    private static final String STORE = "the store";

    @TempDir
    static Path directory;

    private static OutageS3 s3;
    private static PackerFixture fixture;
    private static ProcessedTopics topics;
    private static TableRows rows;

    @BeforeAll
    static void start() {
        s3 = OutageS3.start(directory.resolve("s3"));
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
    @ResourceLock(value = STORE, mode = ResourceAccessMode.READ)
    void packsOnceWhenItDiesBetweenUploadAndCommit() {
        DatasetRef dataset = topics.dataset("before-commit", 2);
        AtomicInteger failures = new AtomicInteger(2);
        UnaryOperator<Tools> dying = committing(real -> (table, append) -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("died before the commit");
            }
            return real.commit(table, append);
        });
        packsOnce(dataset, dying);
    }

    @Test
    @ResourceLock(value = STORE, mode = ResourceAccessMode.READ)
    void packsOnceWhenItDiesAfterTheCommitBeforeItsAnswer() {
        DatasetRef dataset = topics.dataset("after-commit", 2);
        AtomicInteger failures = new AtomicInteger(2);
        UnaryOperator<Tools> dying = committing(real -> (table, append) -> {
            CommitOutcome outcome = real.commit(table, append);
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("died after the commit");
            }
            return outcome;
        });
        packsOnce(dataset, dying);
    }

    private static void packsOnce(DatasetRef dataset, UnaryOperator<Tools> lake) {
        topics.sendNumbers(dataset, 0, 0, 20);
        topics.sendNumbers(dataset, 1, 20, 20);
        try (Packer packer = fixture.packer(dataset.dataset().value(), "", lake, dataset)) {
            rows.await(dataset, 40);
            topics.sendNumbers(dataset, 0, 40, 5);
            rows.await(dataset, 45);
            // Rows may be seen before the packer knows that it failed.
            PackerFixture.await(() -> "failed twice", () -> packer.commits("failed") == 2);
            PackerFixture.await(() -> "well again", () -> packer.health().equals(Health.up()));
        }
        assertThat(rows.numbers(dataset)).isEqualTo(TableRows.range(0, 45));
    }

    @Test
    @ResourceLock(value = STORE, mode = ResourceAccessMode.READ)
    void refusesTheCommitOfAPackerThatWasTakenForDead() throws InterruptedException {
        DatasetRef dataset = topics.dataset("zombie", 1);
        topics.sendNumbers(dataset, 0, 0, 10);
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch successorIsDone = new CountDownLatch(1);
        AtomicReference<CommitOutcome> late = new AtomicReference<>();
        CountDownLatch lateIsDone = new CountDownLatch(1);
        // The commit goes on in a thread of its own, as in a process that nobody stopped.
        UnaryOperator<Tools> stuck = committing(real -> (table, append) -> {
            Thread.ofPlatform().start(() -> {
                awaitLatch(successorIsDone);
                late.set(real.commit(table, append));
                lateIsDone.countDown();
            });
            reached.countDown();
            awaitLatch(lateIsDone);
            throw new IllegalStateException("nobody waits for the answer any more");
        });
        Packer zombie = fixture.packer("zombie-a", "group: zombie-a\nflush: {age: 50ms}\n", stuck, dataset);
        awaitLatch(reached);
        try (Packer successor = fixture.packer("zombie-b", dataset)) {
            rows.await(dataset, 10);
            successorIsDone.countDown();
            lateIsDone.await();
            assertThat(late.get()).isInstanceOf(CommitOutcome.Refused.class);
            topics.sendNumbers(dataset, 0, 10, 1);
            rows.await(dataset, 11);
            assertThat(successor.commits("committed")).isPositive();
        } finally {
            zombie.close();
        }
        assertThat(rows.numbers(dataset)).isEqualTo(TableRows.range(0, 11));
    }

    @Test
    @ResourceLock(value = STORE, mode = ResourceAccessMode.READ_WRITE)
    void waitsForAStoreThatIsAwayAndThenPacksEverythingOnce() {
        DatasetRef dataset = topics.dataset("outage", 1);
        topics.sendNumbers(dataset, 0, 0, 5);
        try (Packer packer = fixture.packer("outage", dataset)) {
            rows.await(dataset, 5);
            s3.goAway();
            topics.sendNumbers(dataset, 0, 5, 20);
            PackerFixture.await(
                    () -> "degraded " + packer.health(), () -> packer.health().status() == Health.Status.DEGRADED);
            assertThat(packer.health().reasons()).singleElement().asString().contains("acme/outage is not packed");
            PackerFixture.await(() -> "how far it is behind", () -> packer.behind(dataset) >= 20);
            s3.slowDown();
            PackerFixture.await(() -> "asked again", () -> s3.refusals() > 0);
            s3.comeBack();
            topics.sendNumbers(dataset, 0, 25, 5);
            rows.await(dataset, 30);
            PackerFixture.await(() -> "up to date", () -> packer.behind(dataset) == 0);
            PackerFixture.await(
                    () -> "well again " + packer.health(), () -> packer.health().equals(Health.up()));
        }
        assertThat(rows.numbers(dataset)).isEqualTo(TableRows.range(0, 30));
    }

    @Test
    @ResourceLock(value = STORE, mode = ResourceAccessMode.READ)
    void saysHowManyRecordsRetentionTookAndGoesOnBehindThem() {
        DatasetRef dataset = topics.dataset("retention", 1);
        // Each sending is one aborted record, its marker, and the numbers with theirs.
        topics.sendNumbers(dataset, 0, 0, 5);
        try (Packer packer = fixture.packer("retention", dataset)) {
            rows.await(dataset, 5);
            assertThat(packer.counted("expired_records")).isZero();
        }
        topics.sendNumbers(dataset, 0, 5, 5);
        topics.sendNumbers(dataset, 0, 10, 5);
        topics.expire(dataset, 0, 18);
        try (Packer packer = fixture.packer("retention", dataset)) {
            rows.await(dataset, 10);
            // The marker behind the first five may or may not have been read.
            assertThat(packer.counted("expired_records")).isBetween(10.0, 11.0);
            topics.sendNumbers(dataset, 0, 15, 1);
            rows.await(dataset, 11);
        }
        assertThat(rows.numbers(dataset)).containsExactly(0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 15);
    }

    @Test
    @ResourceLock(value = STORE, mode = ResourceAccessMode.READ)
    void startsAnewWithATopicThatWasDeletedAndCreatedAgain() {
        DatasetRef dataset = topics.dataset("recreated", 1);
        topics.sendNumbers(dataset, 0, 0, 3);
        try (Packer packer = fixture.packer("recreated", dataset)) {
            rows.await(dataset, 3);
            topics.recreate(dataset, 1);
            // More than the old one had: read on at its offset, the first would be missed.
            topics.sendNumbers(dataset, 0, 3, 20);
            rows.await(dataset, 23);
            assertThat(rows.numbers(dataset)).isEqualTo(TableRows.range(0, 23));
            PackerFixture.await(() -> "well", () -> packer.health().equals(Health.up()));
        }
    }

    private static UnaryOperator<Tools> committing(UnaryOperator<Committer> change) {
        return real -> new Tools(real.catalog(), real.writer(), real.store(), change.apply(real.committer()));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
