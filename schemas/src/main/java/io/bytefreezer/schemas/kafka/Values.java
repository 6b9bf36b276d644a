package io.bytefreezer.schemas.kafka;

import io.bytefreezer.schemas.registry.RegistrySchemaIds;
import io.bytefreezer.schemas.wire.EventCodec;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** What the serializers have in common: events are values, and the properties say where schema ids come from. */
final class Values {

    private Values() {}

    static EventCodec codec(Map<String, ?> configs, boolean isKey) {
        if (isKey) {
            throw new ConfigException("events are the values of records, not their keys");
        }
        return new EventCodec(RegistrySchemaIds.configured(configs));
    }
}
