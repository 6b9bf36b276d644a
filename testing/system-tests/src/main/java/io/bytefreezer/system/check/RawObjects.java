package io.bytefreezer.system.check;

import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.object.RawObjectReader;
import io.bytefreezer.receiver.object.RawObjectRecord;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.system.ledger.Ledger;
import io.bytefreezer.system.ledger.Marker;
import io.bytefreezer.system.ledger.Sightings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reads the raw objects and compares them with the raw topics, offset by offset. For one thread. */
final class RawObjects {

    private final S3Client store;
    private final Map<TopicPartition, NavigableMap<Long, Integer>> expected;
    private final Map<TopicPartition, NavigableMap<Long, Integer>> landed = new HashMap<>();
    private final Sightings.Collector found = new Sightings.Collector("raw objects");

    private RawObjects(S3Client store, RawTopics topics) {
        this.store = store;
        this.expected = topics.sums();
    }

    /** What the raw objects of datasets hold. */
    static Sightings read(S3Client store, Collection<DatasetRef> datasets, RawTopics topics) {
        RawObjects objects = new RawObjects(store, topics);
        datasets.forEach(objects::readAll);
        objects.expected.forEach(objects::compare);
        return objects.found.found();
    }

    private void readAll(DatasetRef dataset) {
        List<RawObjectKey> keys = store
                .listObjectsV2Paginator(list -> list.bucket(Places.BUCKET).prefix(RawObjectKey.folder(dataset)))
                .contents()
                .stream()
                .map(S3Object::key)
                .map(RawObjectKey::parse)
                .flatMap(Optional::stream)
                .toList();
        keys.forEach(this::read);
    }

    private void read(RawObjectKey key) {
        byte[] bytes = store.getObjectAsBytes(get -> get.bucket(Places.BUCKET).key(key.path()))
                .asByteArray();
        TopicPartition partition = new TopicPartition(key.topic(), key.partition());
        NavigableMap<Long, Integer> sums = landed.computeIfAbsent(partition, absent -> new TreeMap<>());
        try (RawObjectReader reader = new RawObjectReader(new ByteArrayInputStream(bytes))) {
            reader.forEachRemaining(record -> {
                byte[] payload = payload(record);
                if (sums.put(record.offset(), Ledger.sum(payload)) != null) {
                    found.sawOverlap("offset " + record.offset() + " of " + partition + ", again in " + key);
                }
                Marker.find(payload)
                        .ifPresentOrElse(
                                marker -> found.saw(marker.id()),
                                () -> found.sawAltered("no event at offset " + record.offset() + " in " + key));
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key, e);
        }
    }

    private void compare(TopicPartition partition, NavigableMap<Long, Integer> sums) {
        NavigableMap<Long, Integer> objects = landed.getOrDefault(partition, new TreeMap<>());
        sums.forEach((offset, sum) -> {
            Integer there = objects.get(offset);
            if (there == null) {
                found.sawGap("offset " + offset + " of " + partition);
            } else if (!there.equals(sum)) {
                found.sawAltered("offset " + offset + " of " + partition + " has other bytes");
            }
        });
    }

    private static byte[] payload(RawObjectRecord record) {
        RawEvent event = record.event();
        byte[] undecoded = record.undecoded();
        if (event != null) {
            return event.payload();
        }
        return undecoded != null ? undecoded : new byte[0];
    }
}
