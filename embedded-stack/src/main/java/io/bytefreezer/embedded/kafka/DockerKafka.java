package io.bytefreezer.embedded.kafka;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.bytefreezer.embedded.EmbeddedStackException;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * One Kafka broker in a Docker container, of the clients' version and with the promises of {@link EmbeddedKafka}. It needs
 * Testcontainers on the class path, which the Maven profile {@code docker-kafka} brings.
 *
 * <p>Safe for use from several threads.
 */
final class DockerKafka implements KafkaFixture {

    private static final String IMAGE = "apache/kafka:" + AppInfoParser.getVersion();

    private final KafkaContainer container;

    private DockerKafka(KafkaContainer container) {
        this.container = container;
    }

    /**
     * Starts an empty broker.
     *
     * @throws EmbeddedStackException when Docker does not run or the broker does not start
     */
    static DockerKafka start() {
        return EmbeddedStackException.naming("start " + IMAGE + " in Docker", () -> {
            KafkaContainer container =
                    new KafkaContainer(DockerImageName.parse(IMAGE)).withEnv(environment(NodePlan.PROMISED));
            container.start();
            return new DockerKafka(container);
        });
    }

    /** The image reads its settings from variables: {@code log.dirs} is {@code KAFKA_LOG_DIRS} there. */
    private static Map<String, String> environment(Map<String, String> properties) {
        return properties.entrySet().stream()
                .collect(toUnmodifiableMap(
                        setting -> "KAFKA_" + setting.getKey().replace('.', '_').toUpperCase(Locale.ROOT),
                        Map.Entry::getValue));
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }
}
