package io.bytefreezer.embedded.kafka;

import io.bytefreezer.embedded.DataDirectory;
import io.bytefreezer.embedded.EmbeddedStackException;
import io.bytefreezer.embedded.PortInUseException;
import java.nio.file.Path;
import java.util.Map;

/**
 * One Kafka broker in this JVM, its own controller, reachable from this machine only.
 *
 * <p>It takes batches of up to 16 MiB, keeps offsets and transactions in four partitions each, and creates no topic by
 * itself. Safe for use from several threads.
 */
public final class EmbeddedKafka implements KafkaFixture {

    private final DataDirectory data;
    private final KafkaNode node;
    private final String bootstrapServers;

    private EmbeddedKafka(DataDirectory data, int port, Map<String, String> overrides) {
        ListenerSockets sockets = new ListenerSockets();
        int clientPort = sockets.bind(NodePlan.CLIENT_LISTENER, port);
        int controllerPort = sockets.bind(NodePlan.CONTROLLER_LISTENER, 0);
        NodePlan plan = NodePlan.single(data.path(), clientPort, controllerPort, overrides);
        this.data = data;
        this.node = KafkaNode.start(plan, KafkaNode.clusterIdOf(data.path()), sockets);
        this.bootstrapServers = ListenerSockets.HOST + ":" + clientPort;
    }

    /**
     * Starts an empty broker on a free port; its data go when it is closed.
     *
     * @throws EmbeddedStackException when it does not start
     */
    public static EmbeddedKafka start() {
        return start(DataDirectory.temporary("embedded-kafka-"), 0, Map.of());
    }

    /**
     * Starts a broker on data that stay.
     *
     * @param dataDirectory where it keeps its data; created and formatted on the first start
     * @param port the TCP port for clients, or 0 for a free one
     * @throws PortInUseException when somebody else has the port
     * @throws EmbeddedStackException when it does not start for another reason
     */
    public static EmbeddedKafka start(Path dataDirectory, int port) {
        return start(dataDirectory, port, Map.of());
    }

    /**
     * Starts a broker on data that stay, with settings of its own.
     *
     * @param dataDirectory where it keeps its data; created and formatted on the first start
     * @param port the TCP port for clients, or 0 for a free one
     * @param overrides broker settings by their name in Kafka's documentation, which go before ours
     * @throws PortInUseException when somebody else has the port
     * @throws EmbeddedStackException when it does not start for another reason
     */
    public static EmbeddedKafka start(Path dataDirectory, int port, Map<String, String> overrides) {
        return start(DataDirectory.kept(dataDirectory), port, overrides);
    }

    private static EmbeddedKafka start(DataDirectory data, int port, Map<String, String> overrides) {
        return data.start("Kafka", () -> new EmbeddedKafka(data, port, overrides));
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public synchronized void close() {
        try (data) {
            node.close();
        }
    }
}
