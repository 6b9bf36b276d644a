package io.bytefreezer.schemas.kafka;

import io.bytefreezer.schemas.wire.EventCodec;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes events in the Confluent wire format. Understands the registry settings of Confluent's {@code KafkaAvroSerializer}
 * ({@link io.bytefreezer.schemas.registry.RegistrySettings}) and can be exchanged with it by the class name in {@code
 * value.serializer}; without a registry it uses the fixed ids. Safe for use by many threads once configured.
 */
public final class EventSerializer implements Serializer<IndexedRecord> {

    private volatile EventCodec codec = EventCodec.withFixedIds();

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        codec = Values.codec(configs, isKey);
    }

    /**
     * The event as a record's value; null stays null.
     *
     * @throws io.bytefreezer.schemas.wire.SchemaRegistryException when the registry was needed and did not do its part
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable IndexedRecord event) {
        return event == null ? null : codec.encode(topic, event);
    }
}
