package io.bytefreezer.benchmarks.upkeep;

import java.util.List;
import java.util.Locale;

/**
 * Sizes of a table's files.
 *
 * @param sorted the smallest first
 */
record Sizes(List<Long> sorted) {

    private static final double MIB = 1 << 20;

    Sizes {
        sorted = sorted.stream().sorted().toList();
    }

    int count() {
        return sorted.size();
    }

    long total() {
        return sorted.stream().mapToLong(Long::longValue).sum();
    }

    long below(long bytes) {
        return sorted.stream().filter(size -> size < bytes).count();
    }

    long above(long bytes) {
        return sorted.stream().filter(size -> size > bytes).count();
    }

    /** Smallest, median and largest, in MiB. */
    String spread() {
        if (sorted.isEmpty()) {
            return "none";
        }
        return mib(sorted.getFirst()) + " / " + mib(sorted.get(sorted.size() / 2)) + " / " + mib(sorted.getLast());
    }

    static String mib(long bytes) {
        return String.format(Locale.ROOT, "%,.1f", bytes / MIB);
    }
}
