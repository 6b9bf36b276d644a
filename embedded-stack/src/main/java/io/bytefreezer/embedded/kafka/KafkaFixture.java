package io.bytefreezer.embedded.kafka;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.bytefreezer.embedded.EmbeddedStackException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A running Kafka for tests and for the demo. It is running when one holds it, and stops when it is closed; closing twice
 * is harmless. Topics are not created automatically.
 */
public interface KafkaFixture extends AutoCloseable {

    /** The system property that chooses the implementation: {@code embedded} (the default) or {@code docker}. */
    String IMPLEMENTATION_PROPERTY = "kafka.fixture";

    /** How long creating a topic may take. */
    Duration ADMIN_TIMEOUT = Duration.ofSeconds(30);

    /**
     * Starts one empty broker of the kind that {@value #IMPLEMENTATION_PROPERTY} names.
     *
     * @throws IllegalArgumentException when the property names no implementation
     * @throws EmbeddedStackException when the broker does not start
     */
    static KafkaFixture start() {
        String implementation = System.getProperty(IMPLEMENTATION_PROPERTY, "embedded");
        return switch (implementation) {
            case "embedded" -> EmbeddedKafka.start();
            case "docker" -> DockerKafka.start();
            default ->
                throw new IllegalArgumentException("-D" + IMPLEMENTATION_PROPERTY + "=" + implementation
                        + " names no Kafka fixture: it is embedded or docker.");
        };
    }

    /** Returns what clients call {@code bootstrap.servers}: {@code host:port}, with commas between several. */
    String bootstrapServers();

    /**
     * Creates topics and waits until they exist, with the replication of the fixture's default.
     *
     * @param partitions the number of partitions of each
     * @param names the topics' names
     * @throws EmbeddedStackException when one of them exists already or has a wrong name
     */
    default void createTopics(int partitions, String... names) {
        List<NewTopic> topics = Stream.of(names)
                .map(name -> new NewTopic(name, Optional.of(partitions), Optional.empty()))
                .toList();
        EmbeddedStackException.naming("create the topics " + List.of(names), () -> {
            try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
                return admin.createTopics(topics).all().get(ADMIN_TIMEOUT.toSeconds(), SECONDS);
            }
        });
    }

    @Override
    void close();
}
