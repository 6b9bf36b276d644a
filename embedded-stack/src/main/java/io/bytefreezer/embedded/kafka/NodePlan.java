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
    private static final String MESSAGE_BYTES_MAX = Integer.toString(16 * 1024 * 1024);

    /** What makes a broker small: this one shares its JVM and two cores with everything else. */
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

    /** What makes it quick to start and to rebalance, where the defaults wait for a crowd. */
    private static final Map<String, String> QUICK = Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "broker.heartbeat.interval.ms", "500",
            "controlled.shutdown.enable", "true",
            "server.max.startup.time.ms", "60000");

    private static final Map<String, String> STRICT = Map.of(
            "auto.create.topics.enable", "false",
            "message.max.bytes", MESSAGE_BYTES_MAX,
            "replica.fetch.max.bytes", MESSAGE_BYTES_MAX);

    NodePlan {
        properties = Map.copyOf(properties);
    }

    /** A broker that is its own controller. */
    static NodePlan single(Path directory, int clientPort, int controllerPort, Map<String, String> overrides) {
        return of(
                1,
                directory,
                Map.of(
                        "process.roles",
                        "broker,controller",
                        "listeners",
                        listener(CLIENT_LISTENER, clientPort) + "," + listener(CONTROLLER_LISTENER, controllerPort),
                        "advertised.listeners",
                        listener(CLIENT_LISTENER, clientPort),
                        "inter.broker.listener.name",
                        CLIENT_LISTENER,
                        "controller.quorum.voters",
                        "1@" + ListenerSockets.HOST + ":" + controllerPort),
                replication(1),
                overrides);
    }

    @SafeVarargs
    private static NodePlan of(int nodeId, Path directory, Map<String, String>... layers) {
        Map<String, String> properties = new TreeMap<>();
        properties.putAll(SMALL);
        properties.putAll(QUICK);
        properties.putAll(STRICT);
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

    /** Every topic on up to three brokers, and a write acknowledged by all but one of them. */
    private static Map<String, String> replication(int brokers) {
        String factor = Integer.toString(Math.min(brokers, 3));
        String inSync = Integer.toString(Math.max(1, Math.min(brokers, 3) - 1));
        return Map.of(
                "default.replication.factor", factor,
                "min.insync.replicas", inSync,
                "offsets.topic.replication.factor", factor,
                "transaction.state.log.replication.factor", factor,
                "transaction.state.log.min.isr", inSync,
                "share.coordinator.state.topic.replication.factor", factor,
                "share.coordinator.state.topic.min.isr", inSync);
    }

    private static String listener(String name, int port) {
        return name + "://" + ListenerSockets.HOST + ":" + port;
    }
}
