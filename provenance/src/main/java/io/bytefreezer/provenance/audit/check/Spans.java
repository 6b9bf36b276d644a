package io.bytefreezer.provenance.audit.check;

import io.bytefreezer.provenance.origin.OffsetRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Offsets, as the ranges they form. Immutable.
 *
 * @param ranges the first of them, in order
 * @param count how many offsets there are in all
 * @param isComplete whether {@code ranges} has all of them
 */
public record Spans(List<OffsetRange> ranges, long count, boolean isComplete) {

    /** Ranges that are kept; of the others it is only known how many offsets they have. */
    static final int RANGES_MAX = 20;

    /** Copies the list. */
    public Spans {
        ranges = List.copyOf(ranges);
    }

    /** {@code 5..9, 12}, with three dots at the end where there are more. */
    @Override
    public String toString() {
        String text = ranges.stream().map(OffsetRange::toString).collect(Collectors.joining(", "));
        return isComplete ? text : text + ", ...";
    }

    /** Collects offsets that come in order. Belongs to one thread. */
    static final class Collector {

        private final List<OffsetRange> ranges = new ArrayList<>();
        private long count;
        private boolean complete = true;

        void add(long offset) {
            count++;
            OffsetRange last = ranges.isEmpty() ? null : ranges.getLast();
            if (last != null && offset == last.until()) {
                ranges.set(ranges.size() - 1, new OffsetRange(last.from(), offset + 1));
            } else if (ranges.size() < RANGES_MAX) {
                ranges.add(new OffsetRange(offset, offset + 1));
            } else {
                complete = false;
            }
        }

        boolean isEmpty() {
            return count == 0;
        }

        Spans spans() {
            return new Spans(ranges, count, complete);
        }
    }
}
