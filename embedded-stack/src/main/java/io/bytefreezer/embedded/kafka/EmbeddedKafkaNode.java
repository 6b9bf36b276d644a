package io.bytefreezer.embedded.kafka;

import io.bytefreezer.embedded.DataDirectory;
import io.bytefreezer.embedded.EmbeddedStackException;
import io.bytefreezer.embedded.PortInUseException;
import java.nio.file.Path;

/**
 * One node of a Kafka cluster whose other nodes are other processes: for tests that kill one of them. Its data stay, and so
 * must its port, by which the others know it.
 *
 * <p>Safe for use from several threads.
 */
public final class EmbeddedKafkaNode implements AutoCloseable {

    private final DataDirectory data;
    private final KafkaNode node;

    private EmbeddedKafkaNode(DataDirectory data, KafkaNode node) {
        this.data = data;
        this.node = node;
    }

    /**
     * What the nodes of a cluster have in common.
     *
     * @param clusterId Kafka's id of the cluster, a {@link org.apache.kafka.common.Uuid} as text
     * @param controllerPort where its only controller listens
     * @param brokers how many brokers it has
     */
    public record Cluster(String clusterId, int controllerPort, int brokers) {}

    /**
     * Starts the controller of a cluster.
     *
     * @param directory where it keeps its data; created and formatted on the first start
     * @throws PortInUseException when somebody else has its port
     * @throws EmbeddedStackException when it does not start for another reason
     */
    public static EmbeddedKafkaNode controller(Path directory, Cluster cluster) {
        NodePlan plan = NodePlan.controller(
                EmbeddedKafkaCluster.CONTROLLER_ID, directory, cluster.controllerPort(), cluster.brokers());
        return start(plan, cluster, NodePlan.CONTROLLER_LISTENER, cluster.controllerPort());
    }

    /**
     * Starts a broker of a cluster, and waits until it is part of it.
     *
     * @param nodeId unique in the cluster, from 1
     * @param directory where it keeps its data; created and formatted on the first start
     * @param port where it listens
     * @throws PortInUseException when somebody else has its port
     * @throws EmbeddedStackException when it does not start for another reason
     */
    public static EmbeddedKafkaNode broker(int nodeId, Path directory, int port, Cluster cluster) {
        String voter = NodePlan.voter(EmbeddedKafkaCluster.CONTROLLER_ID, cluster.controllerPort());
        NodePlan plan = NodePlan.broker(nodeId, directory, port, voter, cluster.brokers());
        return start(plan, cluster, NodePlan.CLIENT_LISTENER, port);
    }

    private static EmbeddedKafkaNode start(NodePlan plan, Cluster cluster, String listener, int port) {
        DataDirectory data = DataDirectory.kept(plan.directory());
        return data.start("Kafka node " + plan.nodeId(), () -> {
            ListenerSockets sockets = new ListenerSockets();
            sockets.bind(listener, port);
            return new EmbeddedKafkaNode(data, KafkaNode.start(plan, cluster.clusterId(), sockets));
        });
    }

    @Override
    public synchronized void close() {
        try (data) {
            node.close();
        }
    }
}
