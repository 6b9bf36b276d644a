package io.bytefreezer.runtime.kafka;

import io.bytefreezer.runtime.config.TopicsConfig;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.snapshot.Dataset;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that datasets have their topics; brokers do not create topics by themselves. Several services may do so at
 * once. Blocks while it asks the brokers. Safe for use by many threads.
 */
public final class DatasetTopics {

    private static final Logger LOG = LoggerFactory.getLogger(DatasetTopics.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Admin admin;
    private final Topics topics;
    private final TopicsConfig config;

    /** Works through the admin client, which stays the caller's to close. */
    public DatasetTopics(Admin admin, Topics topics, TopicsConfig config) {
        this.admin = admin;
        this.topics = topics;
        this.config = config;
    }

    /**
     * Creates what is missing of the dataset's raw, processed and dead-letter topics, with as many partitions as its raw
     * topic has, or the dataset says. Nothing is ever deleted or shrunk.
     *
     * @throws TopicsUnavailableException when the brokers are away or refuse
     */
    public void ensure(Dataset dataset) {
        ensure(List.of(dataset));
    }

    /**
     * The same for many datasets, with as few questions to the brokers.
     *
     * @throws TopicsUnavailableException when the brokers are away or refuse for one of them
     */
    public void ensure(Collection<Dataset> datasets) {
        if (datasets.isEmpty()) {
            return;
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (TopicPlan plan = plan(datasets); !plan.isEmpty(); plan = plan(datasets)) {
            if (System.nanoTime() > deadline) {
                throw new TopicsUnavailableException(
                        "topics do not appear within " + PATIENCE.toSeconds() + " s: " + plan, null, true);
            }
            create(plan.create());
            grow(plan.grow());
            // A broker answers for a new topic only some time after the controller has created it.
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private TopicPlan plan(Collection<Dataset> datasets) {
        return TopicPlan.of(datasets, topics, existing(TopicPlan.wanted(datasets, topics)));
    }

    private Map<String, Integer> existing(Set<String> names) {
        DescribeTopicsOptions options = new DescribeTopicsOptions().timeoutMs(patienceMs());
        Map<String, Integer> partitions = new HashMap<>();
        admin.describeTopics(names, options)
                .topicNameValues()
                .forEach((name, future) -> find(name, future)
                        .ifPresent(
                                found -> partitions.put(name, found.partitions().size())));
        return partitions;
    }

    private static Optional<TopicDescription> find(String name, KafkaFuture<TopicDescription> future) {
        return await("find topic " + name, future, UnknownTopicOrPartitionException.class);
    }

    private void create(Map<String, Integer> partitionsByName) {
        if (partitionsByName.isEmpty()) {
            return;
        }
        List<NewTopic> wanted = partitionsByName.entrySet().stream()
                .map(topic -> new NewTopic(topic.getKey(), topic.getValue(), (short) config.replicationFactor())
                        .configs(configs()))
                .toList();
        CreateTopicsOptions options = new CreateTopicsOptions().timeoutMs(patienceMs());
        admin.createTopics(wanted, options).values().forEach((name, future) -> {
            if (done("create topic " + name, future, TopicExistsException.class)) {
                LOG.info("Created topic {} with {} partitions", name, partitionsByName.get(name));
            }
        });
    }

    private void grow(Map<String, Integer> partitionsByName) {
        if (partitionsByName.isEmpty()) {
            return;
        }
        Map<String, NewPartitions> wanted = partitionsByName.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, topic -> NewPartitions.increaseTo(topic.getValue())));
        CreatePartitionsOptions options = new CreatePartitionsOptions().timeoutMs(patienceMs());
        admin.createPartitions(wanted, options).values().forEach((name, future) -> {
            if (done("add partitions to topic " + name, future, InvalidPartitionsException.class)) {
                LOG.info("Topic {} grew to the {} partitions of its raw topic", name, partitionsByName.get(name));
            }
        });
    }

    private Map<String, String> configs() {
        Map<String, String> configs = new LinkedHashMap<>();
        configs.put("max.message.bytes", Long.toString(config.messageMax().bytes()));
        configs.putAll(config.config());
        return configs;
    }

    private static int patienceMs() {
        return Math.toIntExact(PATIENCE.toMillis());
    }

    /** Whether it was done here, rather than by another service that was faster. */
    private static boolean done(String what, KafkaFuture<Void> future, Class<? extends Exception> fine) {
        return await(what, future.thenApply(nothing -> true), fine).isPresent();
    }

    /** What the future gives, or nothing when it failed in the one way that is fine. */
    private static <T> Optional<T> await(String what, KafkaFuture<T> future, Class<? extends Exception> fine) {
        try {
            return Optional.ofNullable(future.get());
        } catch (ExecutionException e) {
            if (fine.isInstance(e.getCause())) {
                return Optional.empty();
            }
            throw failure(what, e);
        } catch (InterruptedException e) {
            throw new InterruptException(what, e);
        }
    }

    private static TopicsUnavailableException failure(String what, ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new TopicsUnavailableException(
                "cannot " + what + ": " + cause.getMessage(), cause, cause instanceof RetriableException);
    }
}
