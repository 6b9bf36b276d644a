package io.bytefreezer.runtime.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How to reach Kafka.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param others all other client properties by their dotted names, as they go to the clients
 */
@Doc("The Kafka cluster. Any other key under `kafka` goes to the Kafka clients untouched, so that SASL and TLS work"
        + " as Kafka's own documentation says: nested (`security: {protocol: SASL_SSL}`) or dotted"
        + " (`security.protocol: SASL_SSL`).")
public record KafkaConfig(
        @Doc("`host:port` of some brokers, separated by commas.")
        @Env("KAFKA_BOOTSTRAP_SERVERS")
        @Default(KafkaConfig.DEFAULT_BOOTSTRAP_SERVERS)
        String bootstrapServers,

        @Doc("Any other property of the Kafka clients.") @Rest
        Map<String, Object> others) {

    /** Where Kafka is unless configured. */
    public static final String DEFAULT_BOOTSTRAP_SERVERS = "localhost:9092";

    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    /**
     * Copies the properties, keeping their order.
     *
     * @throws IllegalArgumentException when the servers are given a second time by Kafka's own name
     */
    public KafkaConfig {
        if (others.containsKey(BOOTSTRAP_SERVERS)) {
            throw new IllegalArgumentException("write bootstrap_servers instead of " + BOOTSTRAP_SERVERS);
        }
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /** A cluster without any other property. */
    public static KafkaConfig of(String bootstrapServers) {
        return new KafkaConfig(bootstrapServers, Map.of());
    }

    /** All properties as Kafka's clients take them; a new map, free to be changed. */
    public Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>(others);
        properties.put(BOOTSTRAP_SERVERS, bootstrapServers);
        return properties;
    }

    /** Names the properties without their values: passwords are among them. */
    @Override
    public String toString() {
        return "KafkaConfig[" + bootstrapServers + ", " + others.keySet() + "]";
    }
}
