package io.bytefreezer.embedded.kafka;

import static java.util.stream.Collectors.joining;

import io.bytefreezer.embedded.DataDirectory;
import io.bytefreezer.embedded.EmbeddedStackException;
import io.bytefreezer.embedded.PortInUseException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Several Kafka brokers, and one controller apart from them, in this JVM: for tests that lose a broker. Topics have up to
 * three replicas, and a write with {@code acks=all} goes on while one of three is missing.
 *
 * <p>Safe for use from several threads.
 */
public final class EmbeddedKafkaCluster implements KafkaFixture {

    /** Brokers count from 1; this is out of their way. */
    static final int CONTROLLER_ID = 1000;

    private final DataDirectory data;
    private final String clusterId;
    private final String voter;
    private final int size;
    private final KafkaNode controller;
    private final SortedMap<Integer, Integer> portByIndex = new TreeMap<>();
    private final SortedMap<Integer, KafkaNode> runningByIndex = new TreeMap<>();

    private EmbeddedKafkaCluster(DataDirectory data, int size) {
        this.data = data;
        this.size = size;
        Path directory = data.path().resolve("controller");
        this.clusterId = KafkaNode.clusterIdOf(directory);
        ListenerSockets sockets = new ListenerSockets();
        int port = sockets.bind(NodePlan.CONTROLLER_LISTENER, 0);
        this.voter = NodePlan.voter(CONTROLLER_ID, port);
        this.controller =
                KafkaNode.start(NodePlan.controller(CONTROLLER_ID, directory, port, size), clusterId, sockets);
    }

    /**
     * Starts an empty cluster on free ports; its data go when it is closed.
     *
     * @param brokers how many
     * @throws EmbeddedStackException when it does not start
     */
    public static EmbeddedKafkaCluster start(int brokers) {
        DataDirectory data = DataDirectory.temporary("embedded-kafka-cluster-");
        return data.start("a Kafka cluster", () -> {
            EmbeddedKafkaCluster cluster = new EmbeddedKafkaCluster(data, brokers);
            boolean started = false;
            try {
                IntStream.range(0, brokers).forEach(cluster::startBroker);
                started = true;
                return cluster;
            } finally {
                if (!started) {
                    cluster.close();
                }
            }
        });
    }

    /**
     * Starts a broker that was stopped, on its data and its port, and waits until it is part of the cluster.
     *
     * @param index which one, from 0
     * @throws IllegalStateException when it is running
     * @throws PortInUseException when somebody else took its port meanwhile
     * @throws EmbeddedStackException when it does not start for another reason
     */
    public synchronized void startBroker(int index) {
        if (runningByIndex.containsKey(Objects.checkIndex(index, size))) {
            throw new IllegalStateException("Broker " + index + " is running.");
        }
        ListenerSockets sockets = new ListenerSockets();
        int port = sockets.bind(NodePlan.CLIENT_LISTENER, portByIndex.getOrDefault(index, 0));
        portByIndex.put(index, port);
        Path directory = data.path().resolve("broker-" + index);
        NodePlan plan = NodePlan.broker(index + 1, directory, port, voter, size);
        runningByIndex.put(index, KafkaNode.start(plan, clusterId, sockets));
    }

    /**
     * Stops a broker in good order: others lead its partitions afterwards. Its data stay.
     *
     * @param index which one, from 0
     * @throws IllegalStateException when it is not running
     */
    public synchronized void stopBroker(int index) {
        KafkaNode broker = runningByIndex.remove(Objects.checkIndex(index, size));
        if (broker == null) {
            throw new IllegalStateException("Broker " + index + " is not running.");
        }
        broker.close();
    }

    /** Returns the addresses of all brokers, running or not. */
    @Override
    public synchronized String bootstrapServers() {
        return portByIndex.values().stream()
                .map(port -> ListenerSockets.HOST + ":" + port)
                .collect(joining(","));
    }

    @Override
    public synchronized void close() {
        try (data;
                controller) {
            List.copyOf(runningByIndex.keySet()).forEach(this::stopBroker);
        }
    }
}
