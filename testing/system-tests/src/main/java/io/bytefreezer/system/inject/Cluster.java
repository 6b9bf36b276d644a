package io.bytefreezer.system.inject;

import io.bytefreezer.system.process.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an administrator does to the Kafka cluster. Safe for use by many threads. */
public final class Cluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(30);

    private final Admin admin;

    /** An administrator of the brokers at these addresses. */
    public Cluster(String bootstrapServers) {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** Waits until every partition has all its replicas in sync; false when that takes longer. */
    public boolean awaitInSync(Duration within) {
        return Waiting.until(within, this::isInSync);
    }

    /** Waits until all these topics are there; false when that takes longer. */
    public boolean awaitTopics(Collection<String> topics, Duration within) {
        return Waiting.until(within, () -> {
            try {
                return admin.listTopics().names().get().containsAll(topics);
            } catch (ExecutionException e) {
                LOG.debug("topics cannot be listed", e);
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
    }

    /** Makes the replica so many places further on the leader of every partition; internal topics included. */
    void moveLeaders(int steps) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Optional<NewPartitionReassignment>> orders = new HashMap<>();
        for (TopicDescription topic : describeAll()) {
            for (TopicPartitionInfo partition : topic.partitions()) {
                List<Integer> replicas = new ArrayList<>(
                        partition.replicas().stream().map(Node::id).toList());
                Collections.rotate(replicas, steps);
                orders.put(
                        new TopicPartition(topic.name(), partition.partition()),
                        Optional.of(new NewPartitionReassignment(replicas)));
            }
        }
        admin.alterPartitionReassignments(orders).all().get();
        // What is led by its preferred replica already is reported as an error for that partition: as it should be.
        admin.electLeaders(ElectionType.PREFERRED, orders.keySet()).partitions().get();
    }

    /** Deletes a topic and makes it again, empty. */
    public void remake(String topic, int partitions) throws ExecutionException, InterruptedException {
        admin.deleteTopics(Set.of(topic)).all().get();
        Waiting.until(GONE_WITHIN, () -> isGone(topic));
        try {
            admin.createTopics(Set.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            // The piper missed it and was faster.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }

    private boolean isGone(String topic) {
        try {
            admin.describeTopics(Set.of(topic)).allTopicNames().get();
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof UnknownTopicOrPartitionException;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isInSync() {
        try {
            return describeAll().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition ->
                            partition.isr().size() == partition.replicas().size());
        } catch (ExecutionException e) {
            LOG.debug("topics cannot be described", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Collection<TopicDescription> describeAll() throws ExecutionException, InterruptedException {
        Set<String> names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        return admin.describeTopics(names).allTopicNames().get().values();
    }
}
