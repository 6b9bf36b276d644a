package io.bytefreezer.query.tail;

import io.bytefreezer.lake.table.TableOffsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which offsets of a processed topic belong to a query's tail: those after its snapshot's, up to where the topic ended when asked after the snapshot was read. Pure.
 *
 * @param spans the offsets to read, by partition; none is empty
 * @param lost offsets after the snapshot's that the topic does not hold any more
 */
public record TailPlan(SortedMap<Integer, Span> spans, long lost) {

    /** Copies the map. */
    public TailPlan {
        spans = Collections.unmodifiableSortedMap(new TreeMap<>(spans));
    }

    /**
     * Offsets of one partition.
     *
     * @param from the first
     * @param until the first after them
     */
    public record Span(long from, long until) {}

    /** The same, of which the oldest are lost where there are more offsets than this: each partition keeps its newest. */
    TailPlan within(long most) {
        long all = spans.values().stream()
                .mapToLong(span -> span.until() - span.from())
                .sum();
        if (all <= most) {
            return this;
        }
        long each = Math.max(1, most / spans.size());
        SortedMap<Integer, Span> newest = new TreeMap<>();
        spans.forEach((partition, span) ->
                newest.put(partition, new Span(Math.max(span.from(), span.until() - each), span.until())));
        long kept = newest.values().stream()
                .mapToLong(span -> span.until() - span.from())
                .sum();
        return new TailPlan(newest, lost + all - kept);
    }

    /**
     * Plans a tail.
     *
     * @param packed what the snapshot holds
     * @param topicId id of the topic as it is now
     * @param begin first offset each partition still has
     * @param end first offset after its last committed record
     */
    public static TailPlan of(TableOffsets packed, String topicId, Map<Integer, Long> begin, Map<Integer, Long> end) {
        SortedMap<Integer, Span> spans = new TreeMap<>();
        long lost = 0;
        for (Map.Entry<Integer, Long> partition : end.entrySet()) {
            long first = begin.getOrDefault(partition.getKey(), 0L);
            // A packer too starts at the first record where the table knows nothing of this topic.
            long next = packed.next(topicId, partition.getKey()).orElse(first);
            long from = Math.max(first, next);
            lost += from - next;
            if (from < partition.getValue()) {
                spans.put(partition.getKey(), new Span(from, partition.getValue()));
            }
        }
        return new TailPlan(spans, lost);
    }
}
