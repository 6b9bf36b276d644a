package io.bytefreezer.system.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Entry ACKNOWLEDGED = entry(1, Entry.Answer.ACKNOWLEDGED);
    private static final Entry UNKNOWN = entry(2, Entry.Answer.UNKNOWN);

    private static Entry entry(int id, Entry.Answer answer) {
        return new Entry(id, Entry.Way.WEBHOOK, 0, answer);
    }

    private static Sightings sightings(Map<Integer, Integer> times) {
        return new Sightings("stage", times, List.of(), List.of(), List.of());
    }

    @Test
    void keepsThePromiseWhenEveryAcknowledgedEventIsThereOnce() {
        Comparison.Verdict verdict = Comparison.entering(List.of(ACKNOWLEDGED, UNKNOWN), sightings(Map.of(1, 1, 2, 1)));

        assertThat(verdict.isKept()).isTrue();
        assertThat(verdict.found()).isEqualTo(2);
    }

    @Test
    void anEventWhoseAnswerWasNotHeardMayBeMissing() {
        assertThat(Comparison.entering(List.of(ACKNOWLEDGED, UNKNOWN), sightings(Map.of(1, 1)))
                        .isKept())
                .isTrue();
    }

    @Test
    void findsAPlantedLoss() {
        Comparison.Verdict verdict = Comparison.entering(List.of(ACKNOWLEDGED, UNKNOWN), sightings(Map.of(2, 1)));

        assertThat(verdict.lost()).containsExactly("event 1");
        assertThat(verdict.doubled()).isEmpty();
    }

    @Test
    void findsAPlantedDoubleOfAnAcknowledgedAndOfAnUnansweredEvent() {
        Comparison.Verdict verdict = Comparison.entering(List.of(ACKNOWLEDGED, UNKNOWN), sightings(Map.of(1, 3, 2, 2)));

        assertThat(verdict.doubled()).containsExactly("event 1", "event 1", "event 2");
        assertThat(verdict.lost()).isEmpty();
    }

    @Test
    void findsWhatNobodySent() {
        assertThat(Comparison.entering(List.of(ACKNOWLEDGED), sightings(Map.of(1, 1, 9, 1)))
                        .isKept())
                .isFalse();
    }

    @Test
    void aLaterStageMustHoldWhatTheOneBeforeHeldAlsoWhenNobodyWasPromisedIt() {
        Sightings before = sightings(Map.of(2, 1));

        assertThat(Comparison.following(before, List.of(), sightings(Map.of())).lost())
                .containsExactly("event 2");
        assertThat(Comparison.following(before, List.of(), sightings(Map.of(2, 2)))
                        .doubled())
                .containsExactly("event 2");
        assertThat(Comparison.following(before, List.of(), sightings(Map.of(2, 1)))
                        .isKept())
                .isTrue();
    }

    @Test
    void whatWasSentStraightToAStageMustBeThereToo() {
        Comparison.Verdict verdict =
                Comparison.following(sightings(Map.of(2, 1)), List.of(ACKNOWLEDGED), sightings(Map.of(2, 1)));

        assertThat(verdict.lost()).containsExactly("event 1");
    }

    @Test
    void gapsAndOverlapsOfOffsetsAndOtherBytesBreakThePromiseToo() {
        Sightings.Collector found = new Sightings.Collector("stage");
        found.sawGap("a gap");
        found.sawOverlap("an overlap");
        found.sawAltered("other bytes");

        Comparison.Verdict verdict = Comparison.following(sightings(Map.of()), List.of(), found.found());

        assertThat(verdict.lost()).containsExactlyInAnyOrder("a gap", "other bytes");
        assertThat(verdict.doubled()).containsExactly("an overlap");
    }

    @Test
    void anEventAtEitherOfTwoPlacesIsThereOnceAndAtBothTwice() {
        Sightings rows = sightings(Map.of(1, 1));
        Sightings letters = sightings(Map.of(1, 1, 2, 1));

        assertThat(Comparison.together("both", List.of(rows, letters)).times()).isEqualTo(Map.of(1, 2, 2, 1));
    }

    @Test
    void theLedgerPromisesNothingBeforeTheAcknowledgement() {
        Ledger ledger = new Ledger();
        int id = ledger.nextId();
        ledger.sending(id, Entry.Way.WEBHOOK, "bytes".getBytes(UTF_8));
        assertThat(ledger.entries().get(id).bounds()).isEqualTo(Bounds.AT_MOST_ONCE);

        ledger.acknowledged(id);
        assertThat(ledger.entries().get(id).bounds()).isEqualTo(Bounds.ONCE);
    }
}
