package io.bytefreezer.embedded.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a node is: its id, its directory and its whole Kafka configuration.
 *
 * @param nodeId unique in its cluster
 * @param directory where it keeps its logs and its metadata
 * @param properties Kafka's {@code server.properties}
 */
record NodePlan(int nodeId, Path directory, Map<String, String> properties) {

    static final String CLIENT_LISTENER = "CLIENTS";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    /** The largest record batch: 16 MiB, so that a record of 10 MB passes and what is larger is refused. */
    private static final String BATCH_BYTES_MAX = Integer.toString(16 * 1024 * 1024);

    private static final int REPLICAS_MAX = 3;

    /** What makes a node small: this one shares its JVM and two cores with everything else. */
    private static final Map<String, String> SMALL = Map.ofEntries(
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("num.recovery.threads.per.data.dir", "1"),
            Map.entry("background.threads", "2"),
            Map.entry("group.coordinator.threads", "1"),
            Map.entry("share.coordinator.threads", "1"),
            Map.entry("log.cleaner.threads", "1"),
            Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
            Map.entry("log.cleaner.io.buffer.size", "65536"),
            Map.entry("log.segment.bytes", "134217728"),
            Map.entry("log.index.size.max.bytes", "1048576"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"));

    /** What makes it quick to start and to rebalance, where the defaults wait for a crowd; and a failed start an end. */
    private static final Map<String, String> QUICK = Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "broker.heartbeat.interval.ms", "500",
            // A broker that was killed, or stopped in a cluster, registers again only when its session has run out.
            "broker.session.timeout.ms", "4000",
            "server.max.startup.time.ms", "60000");

    /** What its users rely on. */
    static final Map<String, String> PROMISED = Map.of(
            "auto.create.topics.enable", "false",
            "message.max.bytes", BATCH_BYTES_MAX,
            "replica.fetch.max.bytes", BATCH_BYTES_MAX);

    NodePlan {
        properties = Map.copyOf(properties);
    }

    /** A broker that is its own controller; the overrides go before everything else. */
    static NodePlan single(Path directory, int clientPort, int controllerPort, Map<String, String> overrides) {
        String clients = listener(CLIENT_LISTENER, clientPort);
        Map<String, String> role = Map.of(
                "process.roles",
                "broker,controller",
                "listeners",
                clients + "," + listener(CONTROLLER_LISTENER, controllerPort),
                "advertised.listeners",
                clients,
                "inter.broker.listener.name",
                CLIENT_LISTENER,
                "controller.quorum.voters",
                voter(1, controllerPort));
        return of(1, directory, role, replicationOfNewTopics(1), replicationOfInternalTopics(1), overrides);
    }

    /** A controller alone. */
    static NodePlan controller(int nodeId, Path directory, int port, int brokers) {
        Map<String, String> role = Map.of(
                "process.roles",
                "controller",
                "listeners",
                listener(CONTROLLER_LISTENER, port),
                "controller.quorum.voters",
                voter(nodeId, port));
        return of(nodeId, directory, role, replicationOfNewTopics(brokers));
    }

    /** One of several brokers of a controller elsewhere, which is given as its voter. */
    static NodePlan broker(int nodeId, Path directory, int port, String voter, int brokers) {
        Map<String, String> role = Map.of(
                "process.roles",
                "broker",
                "listeners",
                listener(CLIENT_LISTENER, port),
                "advertised.listeners",
                listener(CLIENT_LISTENER, port),
                "inter.broker.listener.name",
                CLIENT_LISTENER,
                "controller.quorum.voters",
                voter);
        return of(nodeId, directory, role, replicationOfInternalTopics(brokers));
    }

    /** How a controller is written in {@code controller.quorum.voters}. */
    static String voter(int nodeId, int controllerPort) {
        return nodeId + "@" + ListenerSockets.HOST + ":" + controllerPort;
    }

    @SafeVarargs
    private static NodePlan of(int nodeId, Path directory, Map<String, String>... layers) {
        Map<String, String> properties = new TreeMap<>(SMALL);
        properties.putAll(QUICK);
        properties.putAll(PROMISED);
        properties.put("node.id", Integer.toString(nodeId));
        properties.put("log.dirs", directory.toString());
        properties.put("controller.listener.names", CONTROLLER_LISTENER);
        properties.put(
                "listener.security.protocol.map", CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        for (Map<String, String> layer : layers) {
            properties.putAll(layer);
        }
        return new NodePlan(nodeId, directory, properties);
    }

    /** Every topic on up to three brokers, and a write acknowledged when all but one of these have it. */
    private static Map<String, String> replicationOfNewTopics(int brokers) {
        return Map.of("default.replication.factor", replicas(brokers), "min.insync.replicas", inSyncMin(brokers));
    }

    private static Map<String, String> replicationOfInternalTopics(int brokers) {
        return Map.of(
                "offsets.topic.replication.factor", replicas(brokers),
                "transaction.state.log.replication.factor", replicas(brokers),
                "transaction.state.log.min.isr", inSyncMin(brokers),
                "share.coordinator.state.topic.replication.factor", replicas(brokers),
                "share.coordinator.state.topic.min.isr", inSyncMin(brokers));
    }

    private static String replicas(int brokers) {
        return Integer.toString(Math.min(brokers, REPLICAS_MAX));
    }

    private static String inSyncMin(int brokers) {
        return Integer.toString(Math.max(1, Math.min(brokers, REPLICAS_MAX) - 1));
    }

    private static String listener(String name, int port) {
        return name + "://" + ListenerSockets.HOST + ":" + port;
    }
}
