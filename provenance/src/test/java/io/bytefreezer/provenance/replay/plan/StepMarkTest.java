package io.bytefreezer.provenance.replay.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.provenance.origin.OffsetRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepMarkTest {

    private static final Offsets WANTED = Offsets.of(List.of(new OffsetRange(0, 5), new OffsetRange(10, 20)));

    @Test
    void isReadAsItWasWritten() {
        StepMark mark = StepMark.of(3, new OffsetRange(0, 15), WANTED);
        assertThat(StepMark.parse(mark.toString())).contains(mark);
        assertThat(mark.toSummary("id"))
                .containsEntry(StepMark.REPLAY, "id")
                .containsEntry(StepMark.STEP, mark.toString());
    }

    @Test
    void isEmptyForWhatIsNone() {
        for (String text : List.of("", "3:0-15", "x:0-1#ab", "1:0-1#XY", "1:0-1#ab trailing")) {
            assertThat(StepMark.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void coversItsOffsetsAsLongAsTheSameAreWanted() {
        StepMark mark = StepMark.of(3, new OffsetRange(0, 15), WANTED);
        Offsets moreLater = Offsets.of(List.of(new OffsetRange(0, 5), new OffsetRange(10, 40)));
        Offsets moreBetween = Offsets.of(List.of(new OffsetRange(0, 6), new OffsetRange(10, 20)));
        assertThat(mark.covers(3, WANTED)).isTrue();
        assertThat(mark.covers(3, moreLater)).isTrue();
        assertThat(mark.covers(3, moreBetween)).isFalse();
        assertThat(mark.covers(4, WANTED)).isFalse();
    }
}
