package io.bytefreezer.lake.commit;

import io.bytefreezer.lake.table.TableOffsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Whether a batch continues exactly where its table stands. Pure.
 *
 * <p>A partition the table never saw may start anywhere, because its topic may have lost its first records to retention.
 */
public final class OffsetCheck {

    private OffsetCheck() {}

    /** The offsets after the batch, for all partitions; empty if it does not continue where the table stands. */
    public static Optional<TableOffsets> after(TableOffsets actual, Append append) {
        boolean sameTopic = actual.topicId().equals(Optional.of(append.topicId()));
        // A packer of a topic since deleted must not turn the table back: it never knew the new topic's id.
        if (!sameTopic && !actual.topicId().equals(append.knownTopicId())) {
            return Optional.empty();
        }
        Map<Integer, Long> next = sameTopic ? new TreeMap<>(actual.next()) : new TreeMap<>();
        for (Map.Entry<Integer, Append.Range> entry : append.ranges().entrySet()) {
            OptionalLong stands = actual.next(append.topicId(), entry.getKey());
            if (stands.isPresent() && stands.getAsLong() != entry.getValue().from()) {
                return Optional.empty();
            }
            next.put(entry.getKey(), entry.getValue().next());
        }
        return Optional.of(TableOffsets.of(append.topicId(), next));
    }
}
