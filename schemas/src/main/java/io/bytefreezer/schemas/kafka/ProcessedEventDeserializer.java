package io.bytefreezer.schemas.kafka;

import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.wire.EventCodec;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads processed events in the Confluent wire format, also those that Confluent's serializer wrote, and those of another version
 * of the schema. Understands the settings {@link EventSerializer} does. Safe for use by many threads once configured.
 */
public final class ProcessedEventDeserializer implements Deserializer<ProcessedEvent> {

    private volatile EventCodec codec = EventCodec.withFixedIds();

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        codec = Values.codec(configs, isKey);
    }

    /**
     * The event in a record's value; null stays null.
     *
     * @throws io.bytefreezer.schemas.wire.UndecodableRecordException when the value holds none
     * @throws io.bytefreezer.schemas.wire.SchemaRegistryException when the registry was needed and did not do its part
     */
    @Override
    public @Nullable ProcessedEvent deserialize(String topic, byte @Nullable [] value) {
        return value == null ? null : codec.decodeProcessed(value);
    }
}
