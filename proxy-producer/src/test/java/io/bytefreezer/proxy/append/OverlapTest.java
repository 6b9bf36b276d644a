package io.bytefreezer.proxy.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.schemas.event.RawEvent;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OverlapTest {

    private static final RawEvent EVENT =
            new RawEvent(new UUID(0, 0), Instant.EPOCH, "test", null, null, Map.of(), new byte[0]);

    @Test
    void whereNothingIsKnownAllIsNew() {
        assertThat(Overlap.of(OptionalLong.empty(), events(7, 3))).isEqualTo(new Overlap.New(0));
    }

    @Test
    void whatFollowsIsNew() {
        assertThat(Overlap.of(OptionalLong.of(7), events(7, 3))).isEqualTo(new Overlap.New(0));
    }

    @Test
    void whatIsThereIsSkipped() {
        assertThat(Overlap.of(OptionalLong.of(9), events(7, 3))).isEqualTo(new Overlap.New(2));
        assertThat(Overlap.of(OptionalLong.of(10), events(7, 3))).isEqualTo(new Overlap.Known(10));
        assertThat(Overlap.of(OptionalLong.of(99), events(7, 3))).isEqualTo(new Overlap.Known(99));
    }

    @Test
    void aGapIsSeenUnlessItsSourceHoldsNothingBeforeIt() {
        assertThat(Overlap.of(OptionalLong.of(5), events(7, 3))).isEqualTo(new Overlap.Missing(5));
        assertThat(Overlap.of(OptionalLong.of(5), events(7, 3).acceptingGap())).isEqualTo(new Overlap.New(0));
    }

    @Test
    void noEventsAskWhatIsThere() {
        assertThat(Overlap.of(OptionalLong.of(9), events(7, 0))).isEqualTo(new Overlap.Known(9));
        assertThat(Overlap.of(OptionalLong.empty(), events(7, 0))).isEqualTo(new Overlap.Known(7));
        assertThat(Overlap.of(OptionalLong.of(5), events(7, 0).acceptingGap())).isEqualTo(new Overlap.Known(7));
    }

    private static NumberedEvents events(long first, int count) {
        return new NumberedEvents(first, List.copyOf(Collections.nCopies(count, EVENT)));
    }
}
