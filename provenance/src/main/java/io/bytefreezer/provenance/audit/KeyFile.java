package io.bytefreezer.provenance.audit;

import io.bytefreezer.lake.S3Location;
import io.bytefreezer.provenance.origin.OffsetRange;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data file of the lake, as its manifest describes it. Immutable.
 *
 * @param location its object
 * @param rows rows it holds
 * @param partitions raw partitions between the least and the greatest in it, or null where the manifest does not say
 * @param offsets raw offsets between the least and the greatest in it, over all its partitions, or null likewise
 */
record KeyFile(
        S3Location location,
        long rows,
        @Nullable OffsetRange partitions,
        @Nullable OffsetRange offsets) {

    /** What a manifest alone says of a file. */
    enum Share {
        /** All its rows are in the judged ranges. */
        ALL,
        /** None is. */
        NONE,
        /** Only its rows tell. */
        UNKNOWN
    }

    /** How many of its rows are in the ranges that are judged of each partition. */
    Share shareIn(Map<Integer, OffsetRange> judged) {
        if (partitions == null || offsets == null) {
            return Share.UNKNOWN;
        }
        boolean all = true;
        boolean none = true;
        for (long partition = partitions.from(); partition < partitions.until(); partition++) {
            OffsetRange range = judged.getOrDefault((int) partition, new OffsetRange(0, 0));
            OffsetRange both = range.meet(offsets);
            all &= both.equals(offsets);
            none &= both.isEmpty();
        }
        return all ? Share.ALL : none ? Share.NONE : Share.UNKNOWN;
    }
}
