package io.bytefreezer.launcher.receiver;

import io.bytefreezer.proxy.config.ProxyLimits;
import io.bytefreezer.runtime.config.ControlConfig;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import io.bytefreezer.runtime.config.KafkaConfig;
import io.bytefreezer.runtime.config.SchemaRegistryConfig;
import io.bytefreezer.runtime.config.ServerConfig;
import io.bytefreezer.runtime.config.StorageConfig;
import io.bytefreezer.runtime.config.TopicsConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of the receiver.
 *
 * @param server where it listens
 * @param control the control plane
 * @param storage where raw objects go
 * @param kafka the cluster
 * @param schemaRegistry schema registry, if any
 * @param topics names of topics
 * @param rotate when a raw object is complete
 * @param connect the embedded Connect worker
 * @param limits limits of the receiver's own webhook
 * @param dataDir the receiver's files, {@code ~/.bytefreezer/receiver} unless given
 */
@Doc("The receiver: lands raw events on S3, and takes batches of proxies that cannot reach the brokers.")
public record ReceiverConfig(
        @Doc("Where it listens.") @Default("{port: 8081}") ServerConfig server,
        @Doc("The control plane.") @Default("{}") ControlConfig control,
        @Doc("Where raw objects go.") @Default("{}") StorageConfig storage,
        @Doc("The Kafka cluster.") @Default("{}") KafkaConfig kafka,

        @Doc("Schema registry; without one the built-in schema ids are used.") @Default("{}")
        SchemaRegistryConfig schemaRegistry,

        @Doc("Names of topics, and how new ones are made.") @Default("{}")
        TopicsConfig topics,

        @Doc("When a raw object is complete: at whichever comes first.") @Default("{}")
        Rotate rotate,

        @Doc("The embedded Connect worker.") @Default("{}") Connect connect,

        @Doc("Limits of the receiver's own webhook.") @Default("{}")
        ProxyLimits limits,

        @Doc("The receiver's files; `~/.bytefreezer/receiver` unless given.") @Nullable Path dataDir) {

    /**
     * When a raw object is complete.
     *
     * @param bytes at this many bytes of records
     * @param records at this many records
     * @param interval at this age
     */
    @Doc("When a raw object is complete: at whichever comes first. A new hour always starts a new object.")
    public record Rotate(
            @Doc("At this many bytes of records.") @Default("64MiB")
            DataSize bytes,

            @Doc("At this many records.") @Default("1000000")
            long records,

            @Doc("At this age, also when nothing more arrives.") @Default("5m")
            Duration interval) {}

    /**
     * The embedded Connect worker.
     *
     * @param group receivers with the same group share the partitions
     * @param tasks tasks of this receiver
     */
    @Doc("The embedded Connect worker.")
    public record Connect(
            @Doc("Receivers with the same group share the partitions.") @Default("bytefreezer-receiver")
            String group,

            @Doc("Tasks of this receiver: more of them use more cores.") @Default("1")
            int tasks) {}

    /** The receiver's directory. */
    public Path dataDirOrDefault() {
        return dataDir != null ? dataDir : Path.of(System.getProperty("user.home"), ".bytefreezer", "receiver");
    }
}
