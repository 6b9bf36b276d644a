package io.bytefreezer.query.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.query.job.JobState.Cancelled;
import io.bytefreezer.query.job.JobState.Failed;
import io.bytefreezer.query.job.JobState.Succeeded;
import io.bytefreezer.query.result.ResultColumn;
import io.bytefreezer.query.result.ResultSummary;
import io.bytefreezer.runtime.config.DataSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobListTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final Admission FREELY = new Admission.Granted(List.of());

    /** Results of 100 bytes, 300 in all and so 150 of a key; three jobs of a key, for an hour. */
    private final JobList jobs =
            new JobList(new JobsConfig(new DataSize(100), new DataSize(300), 3, Duration.ofHours(1)));

    private static JobId id(int number) {
        return new JobId("%032x".formatted(number));
    }

    private void add(int number, String key) {
        assertThat(jobs.add(id(number), key, new Asked("select " + number, null), NOON))
                .isEqualTo(FREELY);
    }

    private void run(int number, String key) {
        add(number, key);
        assertThat(jobs.next(key)).contains(id(number));
        jobs.start(id(number), NOON.plusSeconds(1));
    }

    private void succeed(int number) {
        jobs.end(id(number), succeeded(NOON.plusSeconds(2)));
    }

    private static Succeeded succeeded(Instant at) {
        return new Succeeded(
                NOON.plusSeconds(1), at, new ResultSummary(1, false, Duration.ZERO, List.of()), RowIndex.EMPTY);
    }

    private JobStatus status(int number, String key) {
        return jobs.find(key, id(number)).orElseThrow();
    }

    private JobPhase phase(int number, String key) {
        return status(number, key).state().phase();
    }

    @Test
    void goesFromQueuedOverRunningToSucceeded() {
        add(1, "a");
        assertThat(phase(1, "a")).isEqualTo(JobPhase.QUEUED);

        assertThat(jobs.next("a")).contains(id(1));
        jobs.start(id(1), NOON.plusSeconds(1));
        jobs.columns(id(1), List.of(new ResultColumn("n", "BIGINT")));
        jobs.row(id(1), 10);
        jobs.row(id(1), 12);

        assertThat(status(1, "a"))
                .isEqualTo(new JobStatus(
                        id(1),
                        new Asked("select 1", null),
                        NOON,
                        new JobState.Running(NOON.plusSeconds(1)),
                        2,
                        22,
                        List.of(new ResultColumn("n", "BIGINT"))));
        succeed(1);
        assertThat(phase(1, "a")).isEqualTo(JobPhase.SUCCEEDED);
        assertThat(jobs.bytes()).isEqualTo(22);
    }

    @Test
    void lastsAsItEnded() {
        run(1, "a");
        jobs.end(id(1), new Failed(NOON, NOON, "query_error", "no column x"));

        assertThatThrownBy(() -> succeed(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> jobs.row(id(1), 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> jobs.start(id(1), NOON)).isInstanceOf(IllegalStateException.class);
        assertThat(phase(1, "a")).isEqualTo(JobPhase.FAILED);
    }

    @Test
    void doesNotSucceedOrRunBeforeItsTurn() {
        add(1, "a");

        assertThatThrownBy(() -> jobs.start(id(1), NOON)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> succeed(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void letsOneJobOfAKeyStandInTheQueueAtATimeInTheirOrder() {
        add(1, "a");
        add(2, "a");
        add(3, "b");

        assertThat(jobs.next("a")).contains(id(1));
        assertThat(jobs.next("a")).as("while the first stands there").isEmpty();
        assertThat(jobs.next("b")).contains(id(3));
        jobs.start(id(1), NOON);
        assertThat(jobs.next("a")).as("when the first runs").contains(id(2));
        assertThat(jobs.next("nobody")).isEmpty();
    }

    @Test
    void showsAJobToItsKeyAloneTheNewestFirst() {
        add(1, "a");
        add(2, "b");
        add(3, "a");

        assertThat(jobs.list("a")).extracting(JobStatus::id).containsExactly(id(3), id(1));
        assertThat(jobs.find("b", id(1))).isEmpty();
        assertThat(jobs.find("a", id(9))).isEmpty();
    }

    @Test
    void letsTheOldestEndedJobGoForANewOne() {
        add(1, "a");
        run(2, "b");
        succeed(2);
        add(3, "b");
        add(4, "b");

        assertThat(jobs.add(id(5), "b", new Asked("x", null), NOON)).isEqualTo(new Admission.Granted(List.of(id(2))));
        assertThat(jobs.list("b")).hasSize(3);
        assertThat(jobs.list("a")).hasSize(1);
    }

    @Test
    void refusesAJobWhenAllOfTheKeyWaitOrRun() {
        run(1, "a");
        add(2, "a");
        add(3, "a");

        assertThat(jobs.add(id(4), "a", new Asked("x", null), NOON))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.message()).contains("jobs.per_key", "DELETE"));
        add(5, "b");
    }

    @Test
    void boundsTheJobsOfAllKeys() {
        for (int i = 0; i < JobsConfig.JOBS_MAX; i++) {
            add(i, "key-" + i);
        }

        assertThat(jobs.add(id(5_000), "one more", new Asked("x", null), NOON)).isInstanceOf(Admission.Refused.class);
    }

    @Test
    void refusesAResultThatIsTooLarge() {
        run(1, "a");

        assertThat(jobs.row(id(1), 100)).isEqualTo(FREELY);
        assertThat(jobs.row(id(1), 1))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.message()).contains("100 bytes", "jobs.result_bytes_max"));
        assertThat(status(1, "a").rows()).isEqualTo(1);
    }

    @Test
    void letsOldResultsOfTheSameKeyGoForARowAndNoMoreThanNeeded() {
        for (int number : List.of(1, 2)) {
            run(number, "a");
            jobs.row(id(number), 70);
            succeed(number);
        }
        run(3, "a");

        assertThat(jobs.row(id(3), 10)).isEqualTo(FREELY);
        assertThat(jobs.row(id(3), 50)).isEqualTo(new Admission.Granted(List.of(id(1))));
        assertThat(jobs.list("a")).extracting(JobStatus::id).containsExactly(id(3), id(2));
        assertThat(jobs.bytes()).isEqualTo(130);
    }

    @Test
    void keepsOldResultsWhenTheirGoingWouldNotHelp() {
        for (int number : List.of(1, 2)) {
            run(number, "a");
            jobs.row(id(number), 70);
        }
        run(3, "a");
        jobs.row(id(3), 10);
        succeed(3);

        assertThat(jobs.row(id(1), 30))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.message()).contains("150 bytes", "half of jobs.bytes_max"));
        assertThat(jobs.list("a")).hasSize(3);
    }

    @Test
    void leavesHalfOfTheRoomToOthersAndNeverTakesTheirResults() {
        for (int number : List.of(1, 2, 3, 4)) {
            String key = number < 3 ? "a" : "b";
            run(number, key);
            jobs.row(id(number), 75);
            succeed(number);
        }
        run(5, "c");

        assertThat(jobs.row(id(5), 1))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.message()).contains("300 bytes", "try again later"));
        assertThat(jobs.list("a")).hasSize(2);
        jobs.delete(id(1), NOON, "");
        assertThat(jobs.row(id(5), 75)).isEqualTo(FREELY);
    }

    @Test
    void givesBackWhatAFailedResultTook() {
        run(1, "a");
        jobs.row(id(1), 90);
        jobs.end(id(1), new Cancelled(NOON, NOON, "by DELETE"));

        assertThat(jobs.bytes()).isZero();
        assertThat(status(1, "a").bytes()).isZero();
    }

    @Test
    void cancelsAJobThatWaitsTellsOfOneThatRunsAndRemovesOneThatEnded() {
        add(1, "a");
        assertThat(jobs.delete(id(1), NOON, "by DELETE")).isEqualTo(Deletion.CANCELLED);
        assertThat(status(1, "a").state()).isEqualTo(new Cancelled(null, NOON, "by DELETE"));
        assertThat(jobs.delete(id(1), NOON, "by DELETE")).isEqualTo(Deletion.REMOVED);
        assertThat(jobs.find("a", id(1))).isEmpty();

        add(2, "a");
        jobs.next("a");
        assertThat(jobs.delete(id(2), NOON, "by DELETE")).isEqualTo(Deletion.STOPPING);
        jobs.start(id(2), NOON);
        assertThat(jobs.delete(id(2), NOON, "by DELETE")).isEqualTo(Deletion.STOPPING);
        assertThat(phase(2, "a")).isEqualTo(JobPhase.RUNNING);
        assertThat(jobs.delete(id(9), NOON, "by DELETE")).isEqualTo(Deletion.REMOVED);
    }

    @Test
    void forgetsEndedJobsAfterTheirTime() {
        add(1, "a");
        run(2, "b");
        jobs.row(id(2), 50);
        succeed(2);

        assertThat(jobs.expire(NOON.plusSeconds(3_601))).isEmpty();
        assertThat(jobs.expire(NOON.plusSeconds(3_602))).containsExactly(id(2));
        assertThat(jobs.bytes()).isZero();
        assertThat(jobs.list("a")).hasSize(1);
    }

    @Test
    void findsJobsOfKeysThatAreGoneAndCountsAll() {
        add(1, "a");
        run(2, "b");

        assertThat(jobs.ofOthersThan("a"::equals)).containsExactly(id(2));
        assertThat(jobs.counts())
                .containsEntry(JobPhase.QUEUED, 1)
                .containsEntry(JobPhase.RUNNING, 1)
                .containsEntry(JobPhase.FAILED, 0);
    }
}
