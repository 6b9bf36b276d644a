package io.bytefreezer.embedded.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytefreezer.embedded.EmbeddedStackException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ProcessRole;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * One KRaft node in this JVM: a controller, a broker, or both.
 *
 * <p>It does what {@link KafkaRaftServer} does, with two differences that matter beside other services in one JVM: a fatal
 * fault of its metadata is logged and leaves the process alive, where Kafka's own would halt it; and the sockets were bound
 * before. A disk that fails still halts the process: Kafka asks nobody then.
 *
 * <p>Started and closed by one thread at a time.
 */
final class KafkaNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);

    private final String name;
    private final Optional<ControllerServer> controller;
    private final Optional<BrokerServer> broker;

    private KafkaNode(KafkaConfig config, ListenerSockets sockets) {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directories =
                KafkaRaftServer.initializeLogDirs(config, LOG, "");
        String clusterId = directories._1().clusterId().orElseThrow();
        SharedServer shared = new SharedServer(
                config,
                directories._1(),
                Time.SYSTEM,
                Server.initializeMetrics(config, Time.SYSTEM, clusterId),
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                List.of(),
                (fault, fatal, action) -> new LoggingFaultHandler(fault, action),
                sockets);
        this.name = "Kafka node " + config.nodeId();
        this.controller = config.processRoles().contains(ProcessRole.ControllerRole)
                ? Optional.of(new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2()))
                : Optional.empty();
        this.broker = config.processRoles().contains(ProcessRole.BrokerRole)
                ? Optional.of(new BrokerServer(shared))
                : Optional.empty();
    }

    /**
     * Formats the directory if it is not yet formatted, and starts the node.
     *
     * @param plan what the node is
     * @param clusterId the cluster it belongs to
     * @param sockets its listening sockets; those that Kafka does not take over are closed
     * @throws EmbeddedStackException when the node does not start; nothing of it is left running then
     */
    static KafkaNode start(NodePlan plan, String clusterId, ListenerSockets sockets) {
        return EmbeddedStackException.naming("start Kafka node " + plan.nodeId() + " in " + plan.directory(), () -> {
            try (sockets) {
                formatter(plan, clusterId).run();
                KafkaNode node = new KafkaNode(new KafkaConfig(plan.properties(), false), sockets);
                node.startup();
                return node;
            }
        });
    }

    /** Returns the id of the cluster that a directory was formatted for, or a new one for a directory that was not. */
    static String clusterIdOf(Path directory) {
        try {
            return new MetaPropertiesEnsemble.Loader()
                    .addMetadataLogDir(directory.toString())
                    .load()
                    .clusterId()
                    .orElseGet(() -> Uuid.randomUuid().toString());
        } catch (IOException e) {
            throw new EmbeddedStackException("Could not read Kafka's meta.properties in " + directory, e);
        }
    }

    /** What writes the directory's {@code meta.properties}, and leaves alone what is formatted already. */
    private static Formatter formatter(NodePlan plan, String clusterId) {
        String directory = plan.directory().toString();
        return new Formatter()
                .setClusterId(clusterId)
                .setNodeId(plan.nodeId())
                .setControllerListenerName(NodePlan.CONTROLLER_LISTENER)
                .setMetadataLogDirectory(directory)
                .addDirectory(directory)
                .setIgnoreFormatted(true)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    }

    private void startup() {
        boolean started = false;
        try {
            // The broker finds its controller at start, so the controller comes first.
            controller.ifPresent(ControllerServer::startup);
            broker.ifPresent(BrokerServer::startup);
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    /** Stops the node in good order: the broker hands over its partitions while there is still a controller. */
    @Override
    public void close() {
        broker.ifPresent(BrokerServer::shutdown);
        controller.ifPresent(ControllerServer::shutdown);
        LOG.debug("{} has stopped", name);
    }
}
