package io.bytefreezer.provenance.audit.check;

import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.origin.RawObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The raw objects of a partition as a chain: each should start with the first record after the last one of the object before.
 * Immutable.
 *
 * @param holes offsets between objects and before the first, which should carry no record
 * @param overlaps objects that hold the same offsets
 * @param end first offset after the last record landed; 0 without objects
 */
public record Chain(List<Hole> holes, List<Finding.Overlap> overlaps, long end) {

    /** Copies the lists. */
    public Chain {
        holes = List.copyOf(holes);
        overlaps = List.copyOf(overlaps);
    }

    /**
     * Offsets in no object.
     *
     * @param offsets which
     * @param neighbours names of the objects before and after it, as far as there are
     */
    public record Hole(OffsetRange offsets, List<String> neighbours) {

        /** Copies the list. */
        public Hole {
            neighbours = List.copyOf(neighbours);
        }
    }

    /**
     * The chain of these objects.
     *
     * @param objects objects of one partition, in the order of their first offsets
     * @param wanted what is audited; what is outside is not looked at
     * @param topicBeginning first offset the topic still holds: what is before it and after the last object is a hole too
     */
    public static Chain of(List<RawObject> objects, OffsetRange wanted, long topicBeginning) {
        List<Hole> holes = new ArrayList<>();
        List<Finding.Overlap> overlaps = new ArrayList<>();
        RawObject before = null;
        long end = 0;
        for (RawObject object : objects) {
            OffsetRange range = object.range();
            if (range.from() > end) {
                addHole(holes, new OffsetRange(end, range.from()).meet(wanted), before, object);
            } else if (before != null && range.from() < end) {
                addOverlap(overlaps, new OffsetRange(range.from(), Math.min(end, range.until())), before, object);
            }
            if (range.until() > end) {
                end = range.until();
                before = object;
            }
        }
        if (topicBeginning > end) {
            addHole(holes, new OffsetRange(end, topicBeginning).meet(wanted), before, null);
        }
        List<Finding.Overlap> wantedOverlaps = overlaps.stream()
                .filter(overlap -> !overlap.offsets().meet(wanted).isEmpty())
                .toList();
        return new Chain(holes, wantedOverlaps, end);
    }

    private static void addHole(
            List<Hole> holes, OffsetRange offsets, @Nullable RawObject before, @Nullable RawObject after) {
        if (offsets.isEmpty()) {
            return;
        }
        List<String> neighbours = new ArrayList<>();
        if (before != null) {
            neighbours.add(before.key().path());
        }
        if (after != null) {
            neighbours.add(after.key().path());
        }
        holes.add(new Hole(offsets, neighbours));
    }

    private static void addOverlap(
            List<Finding.Overlap> overlaps, OffsetRange offsets, RawObject first, RawObject second) {
        overlaps.add(
                new Finding.Overlap(offsets, first.key().path(), second.key().path()));
    }
}
