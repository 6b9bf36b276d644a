package io.bytefreezer.provenance.audit.check;

import io.bytefreezer.provenance.rules.Drop;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What dropped how many records and events. Immutable.
 *
 * @param counted what dropped some, the most first
 * @param others how many were dropped by what came after {@link #COUNTED_MAX} different ones
 */
public record Drops(List<Counted> counted, long others) {

    /** Different ones that are counted apart. */
    static final int COUNTED_MAX = 1_000;

    /** None. */
    public static final Drops NONE = new Drops(List.of(), 0);

    private static final Comparator<Counted> MOST_FIRST = Comparator.comparingLong(Counted::events)
            .reversed()
            .thenComparingInt(counted -> counted.drop().version())
            .thenComparing(counted -> counted.drop().filter())
            .thenComparing(counted -> counted.drop().reason());

    /** Copies the list. */
    public Drops {
        counted = List.copyOf(counted);
    }

    /**
     * How many something dropped.
     *
     * @param drop what dropped them
     * @param events records, or single events of records that become several
     */
    public record Counted(Drop drop, long events) {}

    /** Counts. Belongs to one thread. */
    public static final class Tally {

        private final Map<Drop, Long> events = new HashMap<>();
        private long others;

        void add(Drop drop) {
            if (events.containsKey(drop) || events.size() < COUNTED_MAX) {
                events.merge(drop, 1L, Long::sum);
            } else {
                others++;
            }
        }

        /** What was counted so far. */
        public Drops drops() {
            List<Counted> counted = events.entrySet().stream()
                    .map(entry -> new Counted(entry.getKey(), entry.getValue()))
                    .sorted(MOST_FIRST)
                    .toList();
            return new Drops(counted, others);
        }
    }
}
