package io.bytefreezer.packer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.packer.plan.PackPlan.Append;
import io.bytefreezer.packer.plan.PackPlan.Commit;
import io.bytefreezer.packer.plan.PackPlan.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PackPlanTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final FlushLimits LIMITS = new FlushLimits(1_000, Duration.ofSeconds(60), 3, 10);

    @Test
    void appendsToAnEmptyBatchHoweverOld() {
        assertThat(PackPlan.of(new BatchFacts(0, 0, 0, 0, false, Optional.empty()), LIMITS, NOW))
                .isEqualTo(new Append());
    }

    @Test
    void appendsBelowEveryLimit() {
        assertThat(PackPlan.of(batch(9, 999, FlushLimits.REJECTED_BYTES_MAX - 1, 2, 59), LIMITS, NOW))
                .isEqualTo(new Append());
    }

    @Test
    void commitsAtEachLimit() {
        assertThat(PackPlan.of(batch(1, 1_000, 0, 1, 0), LIMITS, NOW)).isEqualTo(new Commit(Reason.BYTES));
        assertThat(PackPlan.of(batch(10, 1, 0, 1, 0), LIMITS, NOW)).isEqualTo(new Commit(Reason.ROWS));
        assertThat(PackPlan.of(batch(1, 1, 0, 3, 0), LIMITS, NOW)).isEqualTo(new Commit(Reason.HOURS));
        assertThat(PackPlan.of(batch(1, 1, FlushLimits.REJECTED_BYTES_MAX, 1, 0), LIMITS, NOW))
                .isEqualTo(new Commit(Reason.REJECTED));
        assertThat(PackPlan.of(batch(1, 1, 0, 1, 60), LIMITS, NOW)).isEqualTo(new Commit(Reason.AGE));
    }

    @Test
    void commitsWhatMayNotGrow() {
        BatchFacts closed = new BatchFacts(0, 0, 700, 0, true, Optional.of(NOW));
        assertThat(PackPlan.of(closed, LIMITS, NOW)).isEqualTo(new Commit(Reason.CULPRIT));
    }

    @Test
    void hurriesWhileACulpritIsHunted() {
        FlushLimits hunting = LIMITS.hunting(4);
        assertThat(hunting.rows()).isEqualTo(4);
        assertThat(hunting.age()).isEqualTo(Duration.ofSeconds(1));
        assertThat(LIMITS.hunting(Hunt.OFF.rowsMax())).isEqualTo(LIMITS);
    }

    @Test
    void commitsOffsetsThatGaveNoRow() {
        assertThat(PackPlan.of(batch(0, 0, 700, 0, 60), LIMITS, NOW)).isEqualTo(new Commit(Reason.AGE));
    }

    @Test
    void refusesLimitsUnderWhichNoRowFits() {
        assertThatThrownBy(() -> new FlushLimits(0, Duration.ZERO, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LIMITS.hunting(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static BatchFacts batch(long rows, long bytes, long rejectedBytes, int hours, long ageSeconds) {
        return new BatchFacts(rows, bytes, rejectedBytes, hours, false, Optional.of(NOW.minusSeconds(ageSeconds)));
    }
}
