package io.bytefreezer.benchmarks.upkeep;

import io.bytefreezer.benchmarks.BenchmarkException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the table must hold, by the offset up to which it was appended to. Safe for use by several threads. */
final class Ledger {

    private final Map<Long, Hours> byNext = new ConcurrentHashMap<>();

    Ledger() {
        byNext.put(0L, Hours.empty());
    }

    /** What every hour holds: events, and the sums of their sequence numbers. */
    static final class Hours {

        private final long[] counts;
        private final long[] sums;

        private Hours(long[] counts, long[] sums) {
            this.counts = counts;
            this.sums = sums;
        }

        static Hours empty() {
            return new Hours(new long[Scale.HOURS], new long[Scale.HOURS]);
        }

        Hours copy() {
            return new Hours(counts.clone(), sums.clone());
        }

        void add(int hour, long sequence) {
            counts[hour]++;
            sums[hour] += sequence;
        }

        long[] counts() {
            return counts;
        }

        long[] sums() {
            return sums;
        }
    }

    /** Enters it before the table is appended to, so that nobody sees rows that the ledger does not know. */
    void enter(long next, Hours hours) {
        byNext.put(next, hours.copy());
    }

    /**
     * @throws BenchmarkException when no batch ends there
     */
    Hours at(long next) {
        Hours hours = byNext.get(next);
        if (hours == null) {
            throw new BenchmarkException("a snapshot ends at offset " + next + ", where no batch ends", null);
        }
        return hours;
    }
}
