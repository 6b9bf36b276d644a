package io.bytefreezer.benchmarks.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final Ledger.Faults NONE = new Ledger.Faults(List.of(), List.of());

    private final Ledger ledger = new Ledger(10);

    @Test
    void knowsUpToWhichBatchAllWereWhole() {
        ledger.acknowledge(0, 100);
        ledger.acknowledge(1, 100);
        ledger.acknowledge(2, 300);
        assertThat(ledger.wholeUpTo()).isEqualTo(-1);

        ledger.check(seen(-1, 0, Map.of(0, whole(), 2, whole())), 0, 1_000);

        assertThat(ledger.wholeUpTo()).isZero();
        assertThat(ledger.isSeen(100)).isTrue();
        assertThat(ledger.isSeen(101)).isFalse();
        ledger.check(seen(0, 10, Map.of(1, whole(), 2, whole())), 0, 2_000);
        assertThat(ledger.wholeUpTo()).isEqualTo(2);
        assertThat(ledger.isSeen(400)).isTrue();
    }

    @Test
    void anAnswerWithAllThatWasAcknowledgedInTimeIsRight() {
        ledger.acknowledge(0, 100);
        ledger.acknowledge(1, 100);
        ledger.acknowledge(2, 300);

        assertThat(ledger.check(seen(-1, 0, Map.of(0, whole(), 1, whole(), 2, new Ledger.Count(3, 3))), 200, 1_000))
                .isEqualTo(NONE);
        assertThat(ledger.isAllSeen()).isFalse();
        assertThat(ledger.check(seen(1, 20, Map.of(2, whole())), 200, 2_000)).isEqualTo(NONE);
        assertThat(ledger.isAllSeen()).isTrue();
        assertThat(ledger.waits(0, 10_000)).containsExactly(900, 900, 1_700);
    }

    @Test
    void aBatchSeenLaterThanItsSuccessorHasItsOwnTime() {
        ledger.acknowledge(0, 100);
        ledger.acknowledge(1, 100);

        ledger.check(seen(-1, 0, Map.of(1, whole())), 0, 1_000);
        ledger.check(seen(-1, 0, Map.of(0, whole(), 1, whole())), 0, 2_000);

        assertThat(ledger.waits(0, 10_000)).containsExactly(900, 1_900);
    }

    @Test
    void saysWhatIsMissingAndWhatIsThereTwice() {
        ledger.acknowledge(0, 100);
        ledger.acknowledge(1, 100);

        assertThat(ledger.check(
                        seen(-1, 0, Map.of(0, new Ledger.Count(11, 10), 1, new Ledger.Count(9, 9))), 200, 1_000))
                .isEqualTo(new Ledger.Faults(
                        List.of("1 rows twice in batch 0"),
                        List.of("9 events of batch 1, acknowledged in time, not 10")));
        assertThat(ledger.check(seen(1, 19, Map.of()), 200, 1_000).broken())
                .singleElement()
                .asString()
                .startsWith("up to batch 1 Fingerprint[rows=19, ");
    }

    @Test
    void findsOneMissingAndAnotherTwiceAmongManyThatAreThere() {
        ledger.acknowledge(0, 100);
        ledger.acknowledge(1, 100);
        Fingerprint all = Fingerprint.NONE.with(0, 20);
        Fingerprint other = all.without(7).with(8, 9);
        Fingerprint others = all.without(3).without(8).with(5, 6).with(6, 7);

        assertThat(others.sum()).isEqualTo(all.sum());
        assertThat(ledger.check(new Ledger.Seen(1, other, Map.of()), 200, 1_000).broken())
                .hasSize(1);
        assertThat(ledger.check(new Ledger.Seen(1, others, Map.of()), 200, 1_000)
                        .broken())
                .hasSize(1);
        assertThat(ledger.check(new Ledger.Seen(1, all, Map.of()), 200, 1_000)).isEqualTo(NONE);
    }

    private static Ledger.Seen seen(int settled, long events, Map<Integer, Ledger.Count> newer) {
        return new Ledger.Seen(settled, Fingerprint.NONE.with(0, events), newer);
    }

    private static Ledger.Count whole() {
        return new Ledger.Count(10, 10);
    }
}
