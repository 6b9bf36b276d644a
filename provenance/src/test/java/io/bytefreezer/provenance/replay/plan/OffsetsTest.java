package io.bytefreezer.provenance.replay.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.provenance.origin.OffsetRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OffsetsTest {

    @Test
    void joinsRangesThatTouchOrOverlap() {
        assertThat(offsets(5, 7, 0, 3, 7, 9, 2, 4, 20, 20).ranges())
                .containsExactly(new OffsetRange(0, 4), new OffsetRange(5, 9));
    }

    @Test
    void readsOverSmallGaps() {
        assertThat(offsets(0, 1, 5, 6, 100, 101).readable(10))
                .containsExactly(new OffsetRange(0, 6), new OffsetRange(100, 101));
    }

    @Test
    void hasTheSameDigestForTheSameOffsetsOnly() {
        assertThat(offsets(0, 2, 2, 4).digest()).isEqualTo(offsets(0, 4).digest());
        assertThat(offsets(0, 4).digest()).isNotEqualTo(offsets(0, 5).digest());
    }

    @Test
    void agreesWithSetsOfSingleOffsets() {
        long seed = 7;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            TreeSet<Long> one = set(random);
            TreeSet<Long> other = set(random);
            TreeSet<Long> minus = new TreeSet<>(one);
            minus.removeAll(other);
            Offsets left = of(one).minus(of(other));
            assertThat(left).isEqualTo(of(minus));
            assertThat(left.count()).isEqualTo(minus.size());
            OffsetRange range = new OffsetRange(random.nextInt(10), 10 + random.nextInt(30));
            assertThat(of(one).meet(range)).isEqualTo(of(one.subSet(range.from(), range.until())));
            for (long offset = 0; offset < 45; offset++) {
                assertThat(of(one).contains(offset)).isEqualTo(one.contains(offset));
            }
        }
    }

    private static TreeSet<Long> set(Random random) {
        TreeSet<Long> set = new TreeSet<>();
        int size = random.nextInt(25);
        for (int i = 0; i < size; i++) {
            set.add((long) random.nextInt(40));
        }
        return set;
    }

    private static Offsets of(Iterable<Long> singles) {
        List<OffsetRange> ranges = new ArrayList<>();
        singles.forEach(offset -> ranges.add(new OffsetRange(offset, offset + 1)));
        return Offsets.of(ranges);
    }

    private static Offsets offsets(long... bounds) {
        List<OffsetRange> ranges = new ArrayList<>();
        for (int i = 0; i < bounds.length; i += 2) {
            ranges.add(new OffsetRange(bounds[i], bounds[i + 1]));
        }
        return Offsets.of(ranges);
    }
}
