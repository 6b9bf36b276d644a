package io.bytefreezer.proxy.config;

import io.bytefreezer.proxy.input.InputConfig;
import io.bytefreezer.runtime.config.ControlConfig;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import io.bytefreezer.runtime.config.Env;
import io.bytefreezer.runtime.config.KafkaConfig;
import io.bytefreezer.runtime.config.SchemaRegistryConfig;
import io.bytefreezer.runtime.config.ServerConfig;
import io.bytefreezer.runtime.config.TopicsConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The proxy's configuration file.
 *
 * @param server its HTTP port: webhooks, health, metrics
 * @param receiver the receiver to forward to where no Kafka is configured
 * @param control where tenants, datasets and keys come from
 * @param kafka where events go, or null for a receiver, if there is one
 * @param schemaRegistry the registry of the events' schema
 * @param topics names of the topics
 * @param inputs inputs beside those of the datasets
 * @param spool where events wait that cannot be sent again
 * @param limits what bounds memory
 * @param dataDir where the last snapshot and the spool are kept, or null for a folder under the user's home
 */
@Doc("Takes events from the network and writes them to Kafka.")
public record ProxyConfig(
        @Doc("The HTTP port: webhooks, `/health`, `/metrics`.") @Default("{port: 8082}")
        ServerConfig server,

        @Doc("The receiver that events are forwarded to where no `kafka` is configured.") @Default("{}")
        Receiver receiver,

        @Doc("The control plane.") @Default("{}") ControlConfig control,

        @Doc("The Kafka cluster. Where neither it nor a receiver is configured it is the one on this machine.")
        @Nullable KafkaConfig kafka,

        @Doc("The schema registry.") @Default("{}") SchemaRegistryConfig schemaRegistry,
        @Doc("Names and creation of topics.") @Default("{}") TopicsConfig topics,

        @Doc("Inputs beside those configured on datasets. A change needs a restart.") @Default("[]")
        List<InputConfig> inputs,

        @Doc("Events that came over UDP and TCP, on disk until Kafka or the receiver has them.") @Default("{}")
        SpoolConfig spool,

        @Doc("What bounds memory.") @Default("{}") ProxyLimits limits,

        @Doc("Where the last snapshot and the spool are kept; `.bytefreezer/proxy` under the user's home unless given.")
        @Nullable Path dataDir) {

    /** The HTTP port where none is configured. */
    public static final int DEFAULT_PORT = 8082;

    /**
     * The receiver's address.
     *
     * @param url its HTTP address, or null where there is none
     */
    @Doc("The receiver that takes batches over HTTP where a site cannot reach the brokers.")
    public record Receiver(
            @Doc("Its address.") @Env("RECEIVER_URL") @Nullable URI url) {

        /**
         * @throws IllegalArgumentException when the address is not HTTP
         */
        public Receiver {
            if (url != null && !"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
                throw new IllegalArgumentException("url must start with http:// or https://");
            }
        }
    }

    /**
     * Copies the inputs.
     *
     * @throws IllegalArgumentException when two inputs of a dataset have the same name
     */
    public ProxyConfig {
        inputs = List.copyOf(inputs);
        Set<String> labels = new HashSet<>();
        for (InputConfig input : inputs) {
            if (!labels.add(input.label())) {
                throw new IllegalArgumentException(input.label() + " is there twice: give each its own name");
            }
        }
    }

    /** The Kafka that events go to: what is configured, else one on this machine; nothing where a receiver takes them. */
    public Optional<KafkaConfig> kafkaInUse() {
        if (kafka == null && receiver.url() == null) {
            return Optional.of(KafkaConfig.of(KafkaConfig.DEFAULT_BOOTSTRAP_SERVERS));
        }
        return Optional.ofNullable(kafka);
    }

    /** Where the spool is. */
    public Path spoolFolder() {
        Path dir = spool.dir();
        return dir != null ? dir : dataFolder().resolve("spool");
    }

    /** Where the proxy keeps its files: what is configured, or a folder under the user's home. */
    public Path dataFolder() {
        return dataDir != null ? dataDir : Path.of(System.getProperty("user.home"), ".bytefreezer", "proxy");
    }
}
