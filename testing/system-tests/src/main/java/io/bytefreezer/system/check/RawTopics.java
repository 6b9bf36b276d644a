package io.bytefreezer.system.check;

import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import io.bytefreezer.schemas.wire.UndecodableRecordException;
import io.bytefreezer.system.ledger.Entry;
import io.bytefreezer.system.ledger.Ledger;
import io.bytefreezer.system.ledger.Marker;
import io.bytefreezer.system.ledger.Sightings;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What the raw topics hold: where events enter.
 *
 * @param sightings the events
 * @param sums per partition, the checksum of each payload by its offset
 */
record RawTopics(Sightings sightings, Map<TopicPartition, NavigableMap<Long, Integer>> sums) {

    /** Reads the raw topics of datasets, and compares every payload with what was sent. */
    static RawTopics read(String bootstrapServers, Collection<DatasetRef> datasets, Map<Integer, Entry> sent) {
        Sightings.Collector found = new Sightings.Collector("raw topics");
        Map<TopicPartition, NavigableMap<Long, Integer>> sums =
                new TreeMap<>(Comparator.comparing(TopicPartition::toString));
        try (TopicReader reader = new TopicReader(
                bootstrapServers, datasets.stream().map(Topics.DEFAULT::raw).toList())) {
            reader.readToEnd(record -> {
                byte[] payload = payload(record.value());
                sums.computeIfAbsent(
                                new TopicPartition(record.topic(), record.partition()), partition -> new TreeMap<>())
                        .put(record.offset(), Ledger.sum(payload));
                see(found, record, payload, sent);
            });
        }
        return new RawTopics(found.found(), sums);
    }

    private static void see(
            Sightings.Collector found, ConsumerRecord<?, ?> record, byte[] payload, Map<Integer, Entry> sent) {
        Optional<Marker> marker = Marker.find(payload);
        String place = record.topic() + "-" + record.partition() + "@" + record.offset();
        if (marker.isEmpty()) {
            found.sawAltered("no event at " + place);
            return;
        }
        Entry entry = sent.get(marker.get().id());
        if (entry != null && entry.payloadSum() != Ledger.sum(payload)) {
            found.sawAltered("event " + entry.id() + " has other bytes at " + place);
        }
        found.saw(marker.get().id());
    }

    /** The payload of a raw event, or the value itself where it is none. */
    static byte[] payload(byte[] value) {
        try {
            return EventCodec.withFixedIds().decodeRaw(value).payload();
        } catch (UndecodableRecordException poison) {
            return value;
        }
    }
}
