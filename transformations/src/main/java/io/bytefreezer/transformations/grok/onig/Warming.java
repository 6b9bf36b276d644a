package io.bytefreezer.transformations.grok.onig;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sees for some searches which instructions texts lead to, and then has a {@link HotPath} made of them. Whether there is one yet
 * changes nothing but the speed. Safe for use by many threads, which may lose a count to each other.
 */
final class Warming {

    /** Misses are common where one of so many searches is one. */
    private static final int SEARCHES_PER_MISS = 8;

    /** An instruction is hot that is executed in one of so many searches. */
    private static final int SEARCHES_PER_HIT = 50;

    private final Program program;
    private final int searchesCold;
    private final AtomicInteger searches = new AtomicInteger();
    private final AtomicInteger misses = new AtomicInteger();
    private final int[] hits;
    private volatile boolean missesAreCommon;
    private volatile @Nullable HotPath path;

    Warming(Program program, int searchesCold) {
        this.program = program;
        this.searchesCold = searchesCold;
        this.hits = new int[program.ops().length];
    }

    /** A machine for a text of ASCII. */
    Machine machine(byte[] ascii) {
        HotPath known = path;
        if (known != null || searches.get() > searchesCold) {
            return new Machine(program, ascii, known, null);
        }
        if (searches.incrementAndGet() == searchesCold + 1) {
            missesAreCommon = misses.get() > searchesCold / SEARCHES_PER_MISS;
            path = HotPathWriter.write(program, hits, searchesCold / SEARCHES_PER_HIT);
        }
        return new Machine(program, ascii, path, hits);
    }

    /** A search has found nothing. */
    void countMiss() {
        if (searches.get() <= searchesCold) {
            misses.incrementAndGet();
        }
    }

    boolean missesAreCommon() {
        return missesAreCommon;
    }

    boolean isWarm() {
        return path != null;
    }
}
