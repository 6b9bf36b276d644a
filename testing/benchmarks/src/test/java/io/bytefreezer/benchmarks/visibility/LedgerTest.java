package io.bytefreezer.benchmarks.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger(10);

    @Test
    void settlesUpToTheFirstBatchThatIsNotAcknowledged() {
        ledger.acknowledge(0, 100);
        ledger.acknowledge(2, 101);

        assertThat(ledger.settledAt(200)).isZero();
        ledger.acknowledge(1, 150);
        assertThat(ledger.settledAt(150)).isZero();
        assertThat(ledger.settledAt(151)).isEqualTo(2);
    }

    @Test
    void anAnswerWithAllThatWasAcknowledgedInTimeIsRight() {
        ledger.acknowledge(0, 100);
        ledger.acknowledge(1, 100);
        ledger.acknowledge(2, 300);

        assertThat(ledger.check(0, Map.of(0, whole(), 1, whole(), 2, new Ledger.Count(3, 3)), 200, 1_000))
                .isEmpty();
        assertThat(ledger.isAllSeen()).isFalse();
        assertThat(ledger.check(2, Map.of(2, new Ledger.Count(30, 30)), 200, 2_000))
                .isEmpty();
        assertThat(ledger.isAllSeen()).isTrue();
        assertThat(ledger.waits(0, 10_000)).containsExactly(900, 900, 1_700);
    }

    @Test
    void aBatchSeenLaterThanItsSuccessorHasItsOwnTime() {
        ledger.acknowledge(0, 100);
        ledger.acknowledge(1, 100);

        ledger.check(-1, Map.of(1, whole()), 0, 1_000);
        ledger.check(1, Map.of(1, new Ledger.Count(20, 20)), 0, 2_000);

        assertThat(ledger.waits(0, 10_000)).containsExactly(900, 1_900);
    }

    @Test
    void saysWhatIsMissingAndWhatIsThereTwice() {
        ledger.acknowledge(0, 100);
        ledger.acknowledge(1, 100);

        assertThat(ledger.check(-1, Map.of(0, new Ledger.Count(11, 10), 1, new Ledger.Count(9, 9)), 200, 1_000))
                .containsExactlyInAnyOrder(
                        "1 rows twice in batch 0", "9 events of batch 1, acknowledged in time, not 10");
        assertThat(ledger.check(1, Map.of(1, new Ledger.Count(19, 19)), 200, 1_000))
                .containsExactly("19 events up to batch 1, not 20");
    }

    private static Ledger.Count whole() {
        return new Ledger.Count(10, 10);
    }
}
