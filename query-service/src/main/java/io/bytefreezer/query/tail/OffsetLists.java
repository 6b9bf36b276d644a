package io.bytefreezer.query.tail;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Offsets of some records, by partition, which come in order. For one thread until no more come. */
final class OffsetLists {

    private final Map<Integer, Offsets> byPartition = new HashMap<>();

    /** Adds an offset, higher than all of its partition so far. */
    void add(int partition, long offset) {
        byPartition.computeIfAbsent(partition, ignored -> new Offsets()).add(offset);
    }

    /** Adds all of another, whose offsets are higher. */
    void addAll(OffsetLists later) {
        later.byPartition.forEach((partition, offsets) -> {
            for (int i = 0; i < offsets.count; i++) {
                add(partition, offsets.values[i]);
            }
        });
    }

    /** How many are in these spans. */
    long in(Map<Integer, TailPlan.Span> spans) {
        return spans.entrySet().stream()
                .mapToLong(span -> {
                    Offsets offsets = byPartition.get(span.getKey());
                    return offsets == null
                            ? 0
                            : offsets.before(span.getValue().until())
                                    - offsets.before(span.getValue().from());
                })
                .sum();
    }

    /** How many there are. */
    long count() {
        return byPartition.values().stream().mapToLong(offsets -> offsets.count).sum();
    }

    private static final class Offsets {

        private static final int LENGTH_FIRST = 64;

        private long[] values = new long[LENGTH_FIRST];
        private int count;

        void add(long offset) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = offset;
        }

        int before(long offset) {
            int found = Arrays.binarySearch(values, 0, count, offset);
            return found >= 0 ? found : -found - 1;
        }
    }
}
