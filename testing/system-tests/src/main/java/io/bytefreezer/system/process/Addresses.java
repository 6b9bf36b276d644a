package io.bytefreezer.system.process;

import io.bytefreezer.embedded.kafka.EmbeddedKafkaNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * Where everything listens, fixed before anything starts: ports on the loopback address. A gate is where services believe a
 * part to be; it is the part itself unless somebody stands between them. Immutable.
 *
 * @param clusterId Kafka's id of the cluster
 * @param controller Kafka's controller
 * @param brokers Kafka's brokers
 * @param store the S3 server
 * @param storeGate where services reach it
 * @param database the catalog's database
 * @param databaseGate where services reach it
 * @param control the control plane
 */
public record Addresses(
        String clusterId,
        int controller,
        List<Integer> brokers,
        int store,
        int storeGate,
        int database,
        int databaseGate,
        int control) {

    /** Copies the list. */
    public Addresses {
        brokers = List.copyOf(brokers);
    }

    /** Free ports for a cluster of this many brokers and all the rest, without anybody between. */
    public static Addresses direct(Ports ports, int brokers) {
        int store = ports.free();
        int database = ports.free();
        return new Addresses(
                Uuid.randomUuid().toString(),
                ports.free(),
                IntStream.range(0, brokers).mapToObj(broker -> ports.free()).toList(),
                store,
                store,
                database,
                database,
                ports.free());
    }

    /** The same with others in the place of the store and the database. */
    public Addresses behind(int newStoreGate, int newDatabaseGate) {
        return new Addresses(clusterId, controller, brokers, store, newStoreGate, database, newDatabaseGate, control);
    }

    /** What Kafka's clients are told. */
    public String bootstrapServers() {
        return brokers.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** What the nodes of the cluster have in common. */
    public EmbeddedKafkaNode.Cluster cluster() {
        return new EmbeddedKafkaNode.Cluster(clusterId, controller, brokers.size());
    }
}
