package io.bytefreezer.runtime.config;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The schema registry.
 *
 * @param url its address, or null where schema ids are fixed
 * @param rest all other properties of the registry's client by their dotted names
 */
@Doc("The schema registry (Confluent REST API). Without `url` the schema ids are fixed and no registry is asked."
        + " Other keys go to its client, for example `basic.auth.user.info`.")
public record SchemaRegistryConfig(
        @Doc("Address of the registry.") @Env("SCHEMA_REGISTRY_URL") @Nullable URI url,

        @Doc("Any other property of the registry's client.") @Rest
        Map<String, Object> rest) {

    /** No registry: fixed ids. */
    public static final SchemaRegistryConfig NONE = new SchemaRegistryConfig(null, Map.of());

    /** Copies the properties, keeping their order. */
    public SchemaRegistryConfig {
        rest = Collections.unmodifiableMap(new LinkedHashMap<>(rest));
    }

    /** Names the host and the properties without their values: passwords are among them, or stand in the address. */
    @Override
    public String toString() {
        return "SchemaRegistryConfig[" + (url == null ? "none" : url.getHost()) + ", " + rest.keySet() + "]";
    }
}
