package io.bytefreezer.lake.commit;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.iceberg.DataFile;

/**
 * A batch ready for its table.
 *
 * @param id names this batch in the table's history, over all attempts: by it a commit whose answer was lost is recognised
 * @param topicId Kafka's id of the processed topic the batch was read from
 * @param knownTopicId the topic id the table named when the packer took its partitions over; empty if it named none. A table of another topic is taken over
 *     only by a packer that knew it
 * @param ranges per partition of the batch, the offsets it covers
 * @param files uploaded data files; none if the range held nothing to keep
 */
public record Append(
        UUID id,
        String topicId,
        Optional<String> knownTopicId,
        SortedMap<Integer, Range> ranges,
        List<DataFile> files) {

    /** Copies the collections. */
    public Append {
        ranges = Collections.unmodifiableSortedMap(new TreeMap<>(ranges));
        files = List.copyOf(files);
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("a batch covers at least one partition");
        }
    }

    /** A new batch. */
    public static Append of(
            String topicId, Optional<String> knownTopicId, Map<Integer, Range> ranges, List<DataFile> files) {
        return new Append(UUID.randomUUID(), topicId, knownTopicId, new TreeMap<>(ranges), files);
    }

    /**
     * Offsets of one partition.
     *
     * @param from first offset of the batch, where the table must stand
     * @param next first offset after it, where the table will stand
     */
    public record Range(long from, long next) {
        /** Refuses a range that goes backwards. */
        public Range {
            if (from < 0 || next < from) {
                throw new IllegalArgumentException("offsets from %d to %d".formatted(from, next));
            }
        }
    }
}
