package io.bytefreezer.provenance.audit.check;

import static io.bytefreezer.provenance.audit.check.Samples.name;
import static io.bytefreezer.provenance.audit.check.Samples.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.origin.RawObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainTest {

    @Test
    void objectsThatFollowEachOtherHaveNoHole() {
        Chain chain = Chain.of(List.of(object(0, 9), object(10, 14)), OffsetRange.ALL, 0);
        assertThat(chain).isEqualTo(new Chain(List.of(), List.of(), 15));
    }

    @Test
    void aMissingObjectIsAHoleBetweenItsNeighbours() {
        Chain chain = Chain.of(List.of(object(0, 9), object(20, 29)), OffsetRange.ALL, 0);
        assertThat(chain.holes()).containsExactly(new Chain.Hole(new OffsetRange(10, 20), List.of(name(0), name(20))));
    }

    @Test
    void whatIsBeforeTheFirstObjectIsAHoleUnlessNobodyAsks() {
        List<RawObject> objects = List.of(object(5, 9));
        assertThat(Chain.of(objects, OffsetRange.ALL, 0).holes())
                .containsExactly(new Chain.Hole(new OffsetRange(0, 5), List.of(name(5))));
        assertThat(Chain.of(objects, new OffsetRange(5, 10), 0).holes()).isEmpty();
    }

    @Test
    void whatLeftTheTopicAfterTheLastObjectIsAHole() {
        Chain chain = Chain.of(List.of(object(0, 9)), new OffsetRange(0, 40), 25);
        assertThat(chain.holes()).containsExactly(new Chain.Hole(new OffsetRange(10, 25), List.of(name(0))));
    }

    @Test
    void aTopicThatBeginsLaterThanTheObjectsIsFine() {
        assertThat(Chain.of(List.of(object(0, 9)), new OffsetRange(0, 20), 7).holes())
                .isEmpty();
    }

    @Test
    void objectsThatHoldTheSameOffsetsOverlap() {
        Chain chain = Chain.of(List.of(object(0, 9), object(8, 12), object(13, 20)), OffsetRange.ALL, 0);
        assertThat(chain.overlaps()).containsExactly(new Finding.Overlap(new OffsetRange(8, 10), name(0), name(8)));
        assertThat(chain.holes()).isEmpty();
    }

    @Test
    void anObjectInsideAnotherDoesNotMoveTheEndBack() {
        Chain chain = Chain.of(List.of(object(0, 20), object(3, 5), object(21, 22)), OffsetRange.ALL, 0);
        assertThat(chain.holes()).isEmpty();
        assertThat(chain.overlaps()).hasSize(1);
        assertThat(chain.end()).isEqualTo(23);
    }
}
