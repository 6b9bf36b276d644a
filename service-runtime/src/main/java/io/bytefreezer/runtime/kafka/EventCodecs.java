package io.bytefreezer.runtime.kafka;

import io.bytefreezer.runtime.config.SchemaRegistryConfig;
import io.bytefreezer.runtime.service.ServiceStartException;
import io.bytefreezer.runtime.service.ServiceStartException.Kind;
import io.bytefreezer.schemas.registry.RegistrySchemaIds;
import io.bytefreezer.schemas.registry.RegistrySettings;
import io.bytefreezer.schemas.wire.EventCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** Gives the codec of events that a configuration asks for. */
public final class EventCodecs {

    private EventCodecs() {}

    /**
     * A codec with fixed ids, or one that asks the configured registry when it first needs to.
     *
     * @throws ServiceStartException when the registry's settings contradict each other
     */
    public static EventCodec of(SchemaRegistryConfig config) {
        try {
            return new EventCodec(RegistrySchemaIds.configured(properties(config)));
        } catch (ConfigException e) {
            throw new ServiceStartException(Kind.CONFIG, "schema_registry: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> properties(SchemaRegistryConfig config) {
        Map<String, Object> properties = new LinkedHashMap<>(config.rest());
        if (config.url() != null) {
            properties.put(RegistrySettings.URL, config.url().toString());
        }
        if (properties.containsKey(RegistrySettings.BASIC_USER_INFO)) {
            // Who gives a user and password means them to be used.
            properties.putIfAbsent(RegistrySettings.BASIC_SOURCE, "USER_INFO");
        }
        return properties;
    }
}
