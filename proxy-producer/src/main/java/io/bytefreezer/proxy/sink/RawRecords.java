package io.bytefreezer.proxy.sink;

import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What events look like on their dataset's raw topic. Records have no key, so that the producer fills one batch after the
 * other instead of many small ones, and carry the time the event was received: a time that a device claims could lie in
 * the future, and brokers refuse whole batches for that. Immutable.
 *
 * @param codec makes bytes of events
 * @param topics names of the topics
 */
public record RawRecords(EventCodec codec, Topics topics) {

    /** Where the dataset's events go. */
    public String topic(DatasetRef dataset) {
        return topics.raw(dataset);
    }

    /**
     * The records of events, in their order.
     *
     * @throws io.bytefreezer.schemas.wire.SchemaRegistryException when the registry was needed and did not do its part
     */
    public List<ProducerRecord<byte[], byte[]>> of(DatasetRef dataset, List<RawEvent> events) {
        String topic = topic(dataset);
        return events.stream().map(event -> encode(topic, event)).toList();
    }

    private ProducerRecord<byte[], byte[]> encode(String topic, RawEvent event) {
        return new ProducerRecord<>(topic, null, event.receivedAt().toEpochMilli(), null, codec.encode(topic, event));
    }
}
