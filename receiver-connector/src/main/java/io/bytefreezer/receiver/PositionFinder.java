package io.bytefreezer.receiver;

import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.layout.RawObjectStamp;
import io.bytefreezer.receiver.plan.Arrival;
import io.bytefreezer.receiver.plan.LandingPlan;
import io.bytefreezer.receiver.store.RawObjectStore;
import io.bytefreezer.receiver.store.RawObjectStoreException;
import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the newest object of a partition: among those of the first record's hour and later, and of the day before it, the
 * one with the highest offset.
 *
 * <p>An object that holds the first record or later ones is among them, unless its own first record was received more than a
 * day earlier. That is enough: {@link LandingPlan} follows the chain from any object of it to its end. And it is cheap: one
 * listing for all partitions of a dataset, which covers a day where the task goes on, and as much of the log as it reads
 * again where it starts over; never the dataset's whole history.
 */
final class PositionFinder {

    private static final Duration LOOK_BACK = Duration.ofDays(1);

    private final RawObjectStore store;

    PositionFinder(RawObjectStore store) {
        this.store = store;
    }

    /** The newest objects of partitions, given the first record that came from each. Partitions without are left out. */
    Map<TopicPartition, RawObjectStamp> find(Map<TopicPartition, Arrival> firstRecords) {
        Map<DatasetRef, Instant> from = new HashMap<>();
        firstRecords
                .values()
                .forEach(first -> from.merge(
                        first.key().dataset(), first.key().hour().minus(LOOK_BACK), (a, b) -> a.isBefore(b) ? a : b));
        Map<TopicPartition, RawObjectKey> newest = new HashMap<>();
        from.forEach((dataset, hour) -> store.list(dataset, hour, key -> {
            TopicPartition partition = new TopicPartition(key.topic(), key.partition());
            if (firstRecords.containsKey(partition)) {
                newest.merge(partition, key, (a, b) -> a.firstOffset() > b.firstOffset() ? a : b);
            }
        }));
        Map<TopicPartition, RawObjectStamp> stamps = new HashMap<>();
        newest.forEach((partition, key) -> stamps.put(partition, stamp(key)));
        return stamps;
    }

    private RawObjectStamp stamp(RawObjectKey key) {
        return store.find(key)
                .orElseThrow(() -> new RawObjectStoreException(
                        "object " + key + " was listed, and then was not there", null, true));
    }
}
