package io.bytefreezer.provenance.audit.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.provenance.origin.OffsetRange;
import org.junit.jupiter.api.Test;

class FrontierTest {

    private static final OffsetRange WANTED = new OffsetRange(10, 50);

    @Test
    void nothingIsBehindWhenAllStagesAreAtTheEnd() {
        Frontier frontier = new Frontier(WANTED, 50, 50, 50);
        assertThat(frontier.settled()).isEqualTo(WANTED);
        assertThat(frontier.lags()).isEmpty();
    }

    @Test
    void onlyWhatThePackerHasComeToIsJudged() {
        Frontier frontier = new Frontier(WANTED, 50, 40, 30);
        assertThat(frontier.settled()).isEqualTo(new OffsetRange(10, 30));
        assertThat(frontier.lags())
                .containsExactly(
                        new Finding.Lag(Finding.Stage.PIPER, new OffsetRange(40, 50)),
                        new Finding.Lag(Finding.Stage.PACKER, new OffsetRange(30, 40)));
    }

    @Test
    void whatIsNotLandedIsJudgedAllTheSameAndIsStillALag() {
        Frontier frontier = new Frontier(WANTED, 20, 50, 50);
        assertThat(frontier.settled()).isEqualTo(WANTED);
        assertThat(frontier.lags()).containsExactly(new Finding.Lag(Finding.Stage.RECEIVER, new OffsetRange(20, 50)));
    }

    @Test
    void stagesThatAreBeforeTheRangeLeaveNothingToJudge() {
        assertThat(new Frontier(WANTED, 50, 5, 50).settled().isEmpty()).isTrue();
    }
}
