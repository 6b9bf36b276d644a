package io.bytefreezer.piper;

import io.bytefreezer.piper.lookup.LookupConfig;
import io.bytefreezer.piper.lookup.NamedSecrets;
import io.bytefreezer.runtime.config.ControlConfig;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import io.bytefreezer.runtime.config.KafkaConfig;
import io.bytefreezer.runtime.config.SchemaRegistryConfig;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.runtime.config.ServerConfig;
import io.bytefreezer.runtime.config.StorageConfig;
import io.bytefreezer.runtime.config.TopicsConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of the piper.
 *
 * @param server where health and metrics are
 * @param control the control plane
 * @param storage accepted because one file may serve several services; the piper itself keeps nothing on S3
 * @param kafka the cluster
 * @param schemaRegistry schema registry, if any
 * @param topics names of topics
 * @param streams the Streams application
 * @param limits limits on records
 * @param lookups files that filters look things up in
 * @param secrets keys that filters name, by their names
 * @param dataDir the piper's files, {@code ~/.bytefreezer/piper} unless given
 */
@Doc("The piper: applies each dataset's transformation between its raw and its processed topic.")
public record PiperConfig(
        @Doc("Where health and metrics are.") @Default("{port: 8085}")
        ServerConfig server,

        @Doc("The control plane.") ControlConfig control,

        @Doc("Accepted because one file may serve several services; the piper keeps nothing on S3.") @Nullable StorageConfig storage,

        @Doc("The Kafka cluster.") KafkaConfig kafka,

        @Doc("Schema registry; without one the built-in schema ids are used.")
        SchemaRegistryConfig schemaRegistry,

        @Doc("Names of topics, and how new ones are made.") TopicsConfig topics,
        @Doc("The Kafka Streams application.") Streams streams,
        @Doc("Limits on records.") Limits limits,

        @Doc("Files that filters look things up in.") LookupConfig lookups,

        @Doc("Secrets that filters name (`key_name` of `hash`), by their names: 16 or more characters each. All pipers"
                + " and replays need the same.")
        Map<String, Secret> secrets,

        @Doc("The piper's files; `~/.bytefreezer/piper` unless given.") @Nullable Path dataDir) {

    /**
     * Copies the secrets.
     *
     * @throws IllegalArgumentException when a secret is too short
     */
    public PiperConfig {
        secrets = new NamedSecrets(secrets).byName();
    }

    /**
     * The Streams application.
     *
     * @param applicationId pipers with the same id share the partitions
     * @param threads threads of this piper
     * @param commitInterval longest time a transaction stays open: what is processed is seen downstream after it
     */
    @Doc("The Kafka Streams application.")
    public record Streams(
            @Doc("Pipers with the same id share the partitions.") @Default("bytefreezer-piper")
            String applicationId,

            @Doc("Threads of this piper.") @Default("1") int threads,

            @Doc("Longest time a transaction stays open: processed events are seen downstream after it.")
            @Default("100ms")
            Duration commitInterval) {

        /**
         * @throws IllegalArgumentException when there is no thread to work
         */
        public Streams {
            if (threads < 1) {
                throw new IllegalArgumentException("threads must be at least 1, not " + threads);
            }
        }
    }

    /**
     * Limits on records.
     *
     * @param recordBytes largest processed record; a larger one goes to the dead-letter topic
     */
    @Doc("Limits on records.")
    public record Limits(
            @Doc("Largest processed record; the raw record of a larger one goes to the dead-letter topic.")
            @Default("8MiB")
            DataSize recordBytes) {}

    /** The piper's directory. */
    public Path dataDirOrDefault() {
        return dataDir != null ? dataDir : Path.of(System.getProperty("user.home"), ".bytefreezer", "piper");
    }
}
