package io.bytefreezer.provenance.audit;

import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.origin.RawObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which offsets of each partition an audit is about. Stateless. */
public final class Targets {

    private static final OffsetRange NOTHING = new OffsetRange(0, 0);

    private Targets() {}

    /**
     * The offsets of each partition.
     *
     * @param request what was asked for
     * @param topic what the raw topic holds
     * @param objects the raw objects
     */
    public static SortedMap<Integer, OffsetRange> of(
            AuditRequest request, SortedMap<Integer, OffsetRange> topic, SortedMap<Integer, List<RawObject>> objects) {
        SortedSet<Integer> partitions = new TreeSet<>(topic.keySet());
        partitions.addAll(objects.keySet());
        SortedMap<Integer, OffsetRange> targets = new TreeMap<>();
        for (int partition : partitions) {
            if (request.partition().isEmpty() || request.partition().getAsInt() == partition) {
                List<RawObject> chain = objects.getOrDefault(partition, List.of());
                targets.put(partition, target(request, topic.getOrDefault(partition, NOTHING), chain));
            }
        }
        return targets;
    }

    private static OffsetRange target(AuditRequest request, OffsetRange topic, List<RawObject> chain) {
        long landed =
                chain.stream().mapToLong(object -> object.range().until()).max().orElse(0);
        long end = Math.max(topic.until(), landed);
        long from = request.from().map(bound -> start(bound, chain, landed)).orElse(0L);
        long until = request.to().map(bound -> end(bound, chain, end)).orElse(end);
        long start = Math.min(from, end);
        return new OffsetRange(start, Math.max(start, Math.min(until, end)));
    }

    private static long start(Bound bound, List<RawObject> chain, long landed) {
        return switch (bound) {
            case Bound.AtOffset at -> at.offset();
            case Bound.AtTime at ->
                first(chain, at.time()).map(object -> object.range().from()).orElse(landed);
        };
    }

    /** The first object with a record of this time or later. */
    private static Optional<RawObject> first(List<RawObject> chain, Instant time) {
        return chain.stream()
                .filter(object -> object.stamp().last().timestamp() >= time.toEpochMilli())
                .findFirst();
    }

    private static long end(Bound bound, List<RawObject> chain, long end) {
        return switch (bound) {
            case Bound.AtOffset at -> at.offset();
            case Bound.AtTime at ->
                chain.stream()
                        .filter(object ->
                                object.stamp().first().timestamp() >= at.time().toEpochMilli())
                        .findFirst()
                        .map(object -> object.range().from())
                        .orElse(end);
        };
    }
}
