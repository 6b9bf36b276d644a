package io.bytefreezer.provenance.audit;

import io.bytefreezer.provenance.audit.check.Chain;
import io.bytefreezer.provenance.audit.check.Finding;
import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.origin.RawObject;
import io.bytefreezer.provenance.origin.RawRecords;
import io.bytefreezer.provenance.origin.TopicLog;
import java.util.ArrayList;
import java.util.List;

/**
 * The raw side of one partition: objects, and what the topic still holds.
 *
 * @param partition the partition
 * @param objects its raw objects, in the order of their first offsets
 * @param held what the topic holds of it
 * @param topic the raw topic
 * @param fromObjects the records of the objects
 */
record Landed(int partition, List<RawObject> objects, OffsetRange held, TopicLog topic, RawRecords fromObjects) {

    /** Name of the object that holds an offset, or of the one before it, or that there is none. */
    String objectOf(long offset) {
        int from = 0;
        int until = objects.size();
        while (from < until) {
            int middle = (from + until) >>> 1;
            if (objects.get(middle).range().from() <= offset) {
                from = middle + 1;
            } else {
                until = middle;
            }
        }
        return from > 0 && objects.get(from - 1).range().contains(offset)
                ? objects.get(from - 1).key().path()
                : "no raw object";
    }

    /** The holes that are gaps: a hole in which the topic has no record is the work of transactions. */
    List<Finding> gaps(Chain chain) {
        List<Finding> gaps = new ArrayList<>();
        for (Chain.Hole hole : chain.holes()) {
            OffsetRange gone = hole.offsets().meet(new OffsetRange(0, held.from()));
            if (held.isEmpty() && held.from() == 0) {
                gone = hole.offsets();
            }
            if (!gone.isEmpty()) {
                gaps.add(new Finding.Gap(gone, Finding.Evidence.BEFORE_TOPIC, hole.neighbours()));
            }
            OffsetRange there = hole.offsets().meet(held);
            if (Progress.first(topic, partition, there, Long.MAX_VALUE) < Long.MAX_VALUE) {
                gaps.add(new Finding.Gap(there, Finding.Evidence.RECORDS_IN_TOPIC, hole.neighbours()));
            }
        }
        return gaps;
    }

    /** How many records there are in a range, from what is noted beside the objects as far as that tells. */
    long records(OffsetRange range) {
        long records = 0;
        long end = range.from();
        for (RawObject object : objects) {
            OffsetRange part = object.range().meet(new OffsetRange(end, Math.max(end, range.until())));
            if (!part.isEmpty()) {
                records += logged(new OffsetRange(end, part.from()))
                        + (part.equals(object.range()) ? object.stamp().records() : count(fromObjects, part));
                end = part.until();
            }
        }
        return records + logged(new OffsetRange(end, Math.max(end, range.until())));
    }

    /** How many records the topic still has where no object is. */
    private long logged(OffsetRange hole) {
        OffsetRange there = hole.meet(held);
        return there.isEmpty() ? 0 : count(topic.records(partition), there);
    }

    private static long count(RawRecords from, OffsetRange range) {
        long count = 0;
        try (RawRecords.Cursor cursor = from.read(range)) {
            while (cursor.hasNext()) {
                cursor.next();
                count++;
            }
        }
        return count;
    }
}
