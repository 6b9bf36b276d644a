package io.bytefreezer.system.process;

import io.bytefreezer.embedded.kafka.EmbeddedKafkaNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What child processes can be, as arguments of {@link ChildMain}. Stateless. */
public final class Roles {

    static final String SERVICE = "service";
    static final String CONTROLLER = "kafka-controller";
    static final String BROKER = "kafka-broker";
    static final String STORE = "store";
    static final String DATABASE = "database";

    private Roles() {}

    /** {@code bytefreezer <name> --config FILE}. */
    public static List<String> service(String name, Path config) {
        return List.of(SERVICE, name, "--config", config.toString(), "--log-format", "plain");
    }

    /** Any other {@code bytefreezer} command with the configuration file of a service. */
    static List<String> command(List<String> words, Path config) {
        List<String> role = new ArrayList<>(List.of(SERVICE));
        role.addAll(words);
        role.addAll(List.of("--config", config.toString()));
        return role;
    }

    /** The controller of a Kafka cluster. */
    public static List<String> controller(Path directory, EmbeddedKafkaNode.Cluster cluster) {
        return List.of(
                CONTROLLER,
                directory.toString(),
                cluster.clusterId(),
                Integer.toString(cluster.controllerPort()),
                Integer.toString(cluster.brokers()));
    }

    /** A broker; nodes are counted from 1. */
    public static List<String> broker(int nodeId, Path directory, int port, EmbeddedKafkaNode.Cluster cluster) {
        return List.of(
                BROKER,
                Integer.toString(nodeId),
                directory.toString(),
                Integer.toString(port),
                cluster.clusterId(),
                Integer.toString(cluster.controllerPort()),
                Integer.toString(cluster.brokers()));
    }

    /** An S3 server over a directory. */
    public static List<String> store(Path directory, int port) {
        return List.of(STORE, directory.toString(), Integer.toString(port));
    }

    /** A database server for the lake's catalog. */
    public static List<String> database(Path directory, int port) {
        return List.of(DATABASE, directory.toString(), Integer.toString(port));
    }
}
