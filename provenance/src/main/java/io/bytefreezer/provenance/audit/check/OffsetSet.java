package io.bytefreezer.provenance.audit.check;

import io.bytefreezer.provenance.origin.OffsetRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A set of offsets, at an eighth of a byte for each offset that is near one of them. Belongs to one thread. */
public final class OffsetSet {

    private static final int BLOCK = 1 << 16;

    private final SortedMap<Long, BitSet> blocks = new TreeMap<>();

    /** Adds an offset; a second time does nothing. */
    public void add(long offset) {
        blocks.computeIfAbsent(offset / BLOCK, block -> new BitSet()).set((int) (offset % BLOCK));
    }

    /** Whether the offset was added. */
    public boolean contains(long offset) {
        BitSet block = blocks.get(offset / BLOCK);
        return block != null && block.get((int) (offset % BLOCK));
    }

    /** All of them as ranges, in order. */
    public List<OffsetRange> ranges() {
        List<OffsetRange> ranges = new ArrayList<>();
        blocks.forEach((block, bits) -> {
            for (int from = bits.nextSetBit(0); from >= 0; from = bits.nextSetBit(bits.nextClearBit(from))) {
                ranges.add(new OffsetRange(block * BLOCK + from, block * BLOCK + bits.nextClearBit(from)));
            }
        });
        return ranges;
    }

    /** How many of them are in a range. */
    public long count(OffsetRange range) {
        if (range.isEmpty()) {
            return 0;
        }
        long count = 0;
        long lastBlock = (range.until() - 1) / BLOCK;
        for (var entry : blocks.tailMap(range.from() / BLOCK).entrySet()) {
            if (entry.getKey() > lastBlock) {
                break;
            }
            long start = entry.getKey() * BLOCK;
            int from = (int) Math.max(0, range.from() - start);
            int until = (int) Math.min(BLOCK, range.until() - start);
            count += entry.getValue().get(from, until).cardinality();
        }
        return count;
    }
}
