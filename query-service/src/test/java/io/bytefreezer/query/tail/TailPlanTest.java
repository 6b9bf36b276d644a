package io.bytefreezer.query.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.table.TableOffsets;
import io.bytefreezer.query.tail.TailPlan.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TailPlanTest {

    private static final long SEED = 20_260_304;

    @Test
    void startsWhereTheSnapshotEnds() {
        TailPlan plan = TailPlan.of(TableOffsets.of("t", Map.of(0, 5L)), "t", Map.of(0, 2L), Map.of(0, 9L));

        assertThat(plan).isEqualTo(new TailPlan(new java.util.TreeMap<>(Map.of(0, new Span(5, 9))), 0));
    }

    @Test
    void readsAllOfATopicThatWasMadeAnew() {
        TailPlan plan = TailPlan.of(TableOffsets.of("old", Map.of(0, 5L)), "new", Map.of(0, 0L), Map.of(0, 9L));

        assertThat(plan.spans()).containsExactly(Map.entry(0, new Span(0, 9)));
    }

    @Test
    void countsWhatRetentionTook() {
        TailPlan plan = TailPlan.of(TableOffsets.of("t", Map.of(0, 5L)), "t", Map.of(0, 7L), Map.of(0, 9L));

        assertThat(plan.spans()).containsExactly(Map.entry(0, new Span(7, 9)));
        assertThat(plan.lost()).isEqualTo(2);
    }

    @Test
    void hasEveryOffsetExactlyOnceHoweverPackersCommit() {
        Random random = new Random(SEED);
        Map<Integer, Long> packed = new HashMap<>();
        Map<Integer, Long> begin = new HashMap<>(Map.of(0, 0L, 1, 0L, 2, 0L));
        Map<Integer, Long> end = new HashMap<>(begin);
        for (int step = 0; step < 10_000; step++) {
            int partition = random.nextInt(3);
            long next = packed.getOrDefault(partition, 0L);
            switch (random.nextInt(3)) {
                case 0 -> end.merge(partition, (long) random.nextInt(5), Long::sum);
                case 1 -> packed.put(partition, next + random.nextLong(end.get(partition) - next + 1));
                // Only what is packed expires here.
                default -> begin.merge(partition, random.nextLong(next + 1), Math::max);
            }
            TailPlan plan = TailPlan.of(TableOffsets.of("t", packed), "t", begin, end);
            assertThat(plan.lost()).as("seed %d step %d", SEED, step).isZero();
            for (int p = 0; p < 3; p++) {
                long files = packed.getOrDefault(p, 0L);
                Span span = plan.spans().getOrDefault(p, new Span(files, files));
                assertThat(span).as("seed %d step %d", SEED, step).isEqualTo(new Span(files, end.get(p)));
            }
        }
    }

    @Test
    void skipsTheOldestOfWhatIsTooMuch() {
        TailPlan plan = new TailPlan(new java.util.TreeMap<>(Map.of(0, new Span(0, 100), 1, new Span(5, 7))), 3);

        assertThat(plan.within(200)).isEqualTo(plan);
        assertThat(plan.within(20))
                .isEqualTo(new TailPlan(new java.util.TreeMap<>(Map.of(0, new Span(90, 100), 1, new Span(5, 7))), 93));
    }
}
