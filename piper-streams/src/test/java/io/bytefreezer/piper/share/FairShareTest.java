package io.bytefreezer.piper.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FairShareTest {

    private static final DatasetRef FAST = DatasetRef.of("demo", "fast");
    private static final DatasetRef SLOW = DatasetRef.of("demo", "slow");
    private static final long MS = 1_000_000;
    private static final int BYTES = 200;

    /** The usual terms, for code that is warm. */
    private static final FairShare.Terms WARM = new FairShare.Terms(
            Duration.ofMillis(1),
            50,
            0.05,
            0.025,
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ZERO);

    private final FairShare share = new FairShare(WARM);
    private long now = 1_000_000 * MS;

    /** Processes a record. */
    private boolean work(DatasetRef dataset, long nanos) {
        now += nanos;
        return share.spent(dataset, nanos, BYTES, now);
    }

    private void becomeSlow() {
        for (int i = 0; i < 50; i++) {
            work(SLOW, 10 * MS);
        }
    }

    @Test
    void aFewSlowRecordsDoNotMakeADatasetSlow() {
        for (int i = 0; i < 30; i++) {
            assertThat(work(SLOW, 10 * MS)).isFalse();
        }
        assertThat(share.slow(now)).isEmpty();
        becomeSlow();
        assertThat(share.slow(now)).hasSize(1);
    }

    @Test
    void whatIsSlowWhileCodeIsColdIsForgivenOnce() {
        FairShare cold = new FairShare(FairShare.Terms.DEFAULT);
        for (int i = 0; i < 100; i++) {
            now += 19 * MS;
            assertThat(cold.spent(SLOW, 19 * MS, BYTES, now)).isFalse();
        }
        assertThat(cold.slow(now)).isEmpty();
        for (int i = 0; i < 50; i++) {
            now += 19 * MS;
            cold.spent(SLOW, 19 * MS, BYTES, now);
        }
        assertThat(cold.slow(now)).hasSize(1);
    }

    @Test
    void fastDatasetsAreNeverHeldBack() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(work(FAST, 20_000)).isFalse();
            assertThat(work(SLOW, 900_000)).isFalse();
        }
        assertThat(share.admit(SLOW, 1_000, now)).isEqualTo(1_000);
        assertThat(share.slow(now)).isEmpty();
    }

    @Test
    void largeRecordsMayTakeLonger() {
        work(FAST, MS);
        now += 20 * MS;
        assertThat(share.spent(SLOW, 20 * MS, 1_000_000, now)).isFalse();
        assertThat(share.slow(now)).isEmpty();
    }

    @Test
    void aSlowDatasetGetsAFortiethWhileOthersHaveRecords() {
        becomeSlow();
        long begun = now;
        long spent = 0;
        long others = 0;
        while (now - begun < Duration.ofSeconds(60).toNanos()) {
            int admitted = share.admit(SLOW, 500, now);
            for (int i = 0; i < admitted; i++) {
                assertThat(work(SLOW, 10 * MS)).isFalse();
                spent += 10 * MS;
            }
            for (int i = 0; i < 500; i++) {
                work(FAST, 20_000);
                others++;
            }
        }
        assertThat((double) spent / (now - begun)).isBetween(0.02, 0.0275);
        assertThat(others * 20_000.0 / (now - begun)).isGreaterThan(0.9);
        assertThat(share.slow(now))
                .singleElement()
                .matches(slow -> slow.dataset().equals(SLOW) && slow.isHeld());
    }

    @Test
    void aSlowDatasetAloneGoesOnWithoutAPauseButAFewRecordsAtATime() {
        becomeSlow();
        int admitted = share.admit(SLOW, 500, now);
        assertThat(admitted).isBetween(40, 50);
        for (int i = 0; i < admitted; i++) {
            work(SLOW, 10 * MS);
        }
        assertThat(share.isOpen(SLOW, now)).isTrue();
        assertThat(share.slow(now)).singleElement().matches(slow -> !slow.isHeld());
    }

    @Test
    void recordsThatWereHandedOutBeforeHaveToGoBackWhenTheyTakeTooLong() {
        work(FAST, 20_000);
        assertThat(work(SLOW, 600 * MS)).isFalse();
        assertThat(work(SLOW, 600 * MS)).isTrue();
        assertThat(share.isOpen(SLOW, now)).isFalse();
        now += Duration.ofSeconds(60).toNanos();
        work(FAST, 20_000);
        assertThat(share.admit(SLOW, 1_000, now)).isEqualTo(1);
        assertThat(work(SLOW, 600 * MS)).as("it was known what it takes").isFalse();
    }

    @Test
    void namesTheFilterThatIsToBlameWhileTheDatasetIsSlow() {
        share.blame(SLOW, "0:grok");
        assertThat(share.isSlow(SLOW)).isFalse();
        becomeSlow();
        share.blame(SLOW, "2:grok");
        assertThat(share.slow(now))
                .singleElement()
                .matches(slow -> slow.filter().orElseThrow().equals("2:grok"));
    }

    @Test
    void aDatasetWhoseRulesWereMendedIsSoonFree() {
        work(FAST, 20_000);
        becomeSlow();
        now += Duration.ofSeconds(60).toNanos();
        work(FAST, 20_000);
        int records = 0;
        while (!share.slow(now).isEmpty()) {
            int admitted = share.admit(SLOW, 100, now);
            for (int i = 0; i < admitted; i++) {
                work(SLOW, 20_000);
                records++;
            }
            now += 100 * MS;
            work(FAST, 20_000);
        }
        assertThat(records).isLessThan(200);
        assertThat(share.admit(SLOW, 1_000, now)).isEqualTo(1_000);
    }
}
