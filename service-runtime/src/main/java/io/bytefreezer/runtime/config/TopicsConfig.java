package io.bytefreezer.runtime.config;

import io.bytefreezer.schemas.name.Topics;
import java.util.Map;

/**
 * How the topics of datasets are named and created.
 *
 * @param prefix what every topic name starts with
 * @param replicationFactor replicas of new topics; {@value #BROKER_DEFAULT} leaves it to the brokers
 * @param messageMax largest record batch that new topics take
 * @param config any other configuration of new topics, by Kafka's names
 */
@Doc("The topics of datasets. All but `prefix` matters only when a topic is created.")
public record TopicsConfig(
        @Doc("What every topic name starts with.") @Default(Topics.DEFAULT_PREFIX)
        String prefix,

        @Doc("Replicas of a new topic; -1 takes the brokers' `default.replication.factor`.") @Default("-1")
        int replicationFactor,

        @Doc("Largest record batch a new topic takes.") @Default("16MiB")
        DataSize messageMax,

        @Doc("Any other configuration of a new topic, for example `retention.ms`.")
        Map<String, String> config) {

    /** As many replicas as the brokers are configured for. */
    public static final int BROKER_DEFAULT = -1;

    /** The defaults. */
    public static final TopicsConfig DEFAULT =
            new TopicsConfig(Topics.DEFAULT_PREFIX, BROKER_DEFAULT, DataSize.ofMebibytes(16), Map.of());

    /**
     * Copies the configuration.
     *
     * @throws IllegalArgumentException when Kafka would not take a topic of this kind
     */
    public TopicsConfig {
        config = Map.copyOf(config);
        if (replicationFactor != BROKER_DEFAULT && (replicationFactor < 1 || replicationFactor > Short.MAX_VALUE)) {
            throw new IllegalArgumentException("replication_factor is at least 1, or -1 for the brokers' default");
        }
        if (messageMax.bytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("message_max must be less than 2GiB");
        }
        // Kafka's rules for the prefix are checked here, where a problem still has its line.
        prefix = new Topics(prefix).prefix();
    }

    /** The names of the topics. */
    public Topics topics() {
        return new Topics(prefix);
    }
}
