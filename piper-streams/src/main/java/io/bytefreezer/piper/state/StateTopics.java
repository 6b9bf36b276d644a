package io.bytefreezer.piper.state;

import io.bytefreezer.schemas.name.DatasetRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** States in Kafka: a compacted topic for each dataset that has any. Safe for use by many threads. */
public final class StateTopics implements States {

    private static final Logger LOG = LoggerFactory.getLogger(StateTopics.class);

    /** Longer than a killed piper's transaction may stay open. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final TopicDescription NOTHING = new TopicDescription("", false, List.of());
    private static final Duration POLL = Duration.ofMillis(50);

    private final Settings settings;
    private final Admin admin;

    /**
     * Where and how.
     *
     * @param prefix what the topics' names start with: the id of the Streams application, as that of its own topics
     * @param replicationFactor replicas of a new topic, -1 for the brokers' default
     * @param consumer properties of a consumer of bytes
     */
    public record Settings(String prefix, int replicationFactor, Map<String, Object> consumer) {

        /** Copies the properties. */
        public Settings {
            consumer = Map.copyOf(consumer);
        }
    }

    /** Works through the admin client, which stays the caller's to close. */
    public StateTopics(Settings settings, Admin admin) {
        this.settings = settings;
        this.admin = admin;
    }

    @Override
    public String topic(DatasetRef dataset) {
        return settings.prefix() + "-state-" + dataset.tenant() + "." + dataset.dataset();
    }

    @Override
    public SequencedMap<String, Remembered> load(DatasetRef dataset, int partition) {
        TopicPartition state = new TopicPartition(topic(dataset), partition);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            ensure(state);
            // All that is written, also in transactions that are still open. What they hold is seen once they have
            // ended.
            long end = await(admin.listOffsets(
                                    Map.of(state, OffsetSpec.latest()),
                                    new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                            .partitionResult(state))
                    .offset();
            SequencedMap<String, Remembered> loaded = read(state, end, deadline);
            LOG.info("{} remembers {} entries", state, loaded.size());
            return loaded;
        } catch (KafkaException e) {
            throw new StateUnavailableException("what filters remember cannot be read from " + state, e);
        }
    }

    private SequencedMap<String, Remembered> read(TopicPartition state, long end, long deadline) {
        Map<String, Object> properties = new HashMap<>(settings.consumer());
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        SequencedMap<String, Remembered> entries = new LinkedHashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
            consumer.assign(List.of(state));
            consumer.seekToBeginning(List.of(state));
            while (consumer.position(state) < end) {
                if (System.nanoTime() > deadline) {
                    throw new StateUnavailableException("a transaction on " + state + " does not end within "
                            + PATIENCE.toSeconds() + " s, it is at offset " + consumer.position(state) + " of " + end);
                }
                consumer.poll(POLL).forEach(record -> add(record, entries));
            }
        }
        return entries;
    }

    private static void add(ConsumerRecord<byte[], byte[]> record, Map<String, Remembered> entries) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        entries.remove(key);
        if (record.value() != null) {
            Remembered.decode(record.value()).ifPresent(entry -> entries.put(key, entry));
        }
    }

    /** A partition's number is the same in the raw topic, so there have to be as many; more do no harm. */
    private void ensure(TopicPartition state) {
        int wanted = state.partition() + 1;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int now = partitions(state.topic()); now < wanted; now = partitions(state.topic())) {
            if (System.nanoTime() > deadline) {
                throw new StateUnavailableException(state + " does not appear within " + PATIENCE.toSeconds() + " s");
            }
            if (now == 0) {
                create(state.topic(), wanted);
            } else {
                grow(state.topic(), wanted);
            }
            // A broker answers for a new topic only some time after the controller has created it.
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private void create(String topic, int partitions) {
        NewTopic wanted = new NewTopic(topic, partitions, (short) settings.replicationFactor())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        await(admin.createTopics(List.of(wanted)).all(), TopicExistsException.class);
    }

    private void grow(String topic, int partitions) {
        Map<String, NewPartitions> wanted = Map.of(topic, NewPartitions.increaseTo(partitions));
        await(admin.createPartitions(wanted).all(), InvalidPartitionsException.class);
    }

    /** How many there are, 0 while there is no such topic. */
    private int partitions(String topic) {
        try {
            return await(admin.describeTopics(List.of(topic)).allTopicNames())
                    .getOrDefault(topic, NOTHING)
                    .partitions()
                    .size();
        } catch (UnknownTopicOrPartitionException e) {
            LOG.debug("{} is not there yet", topic, e);
            return 0;
        }
    }

    /** Waits until it is done, here or by another piper that was faster. */
    private static void await(KafkaFuture<Void> future, Class<? extends KafkaException> fine) {
        try {
            var unused = await(future.thenApply(nothing -> true));
        } catch (KafkaException e) {
            if (!fine.isInstance(e)) {
                throw e;
            }
            LOG.debug("another piper was faster", e);
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e);
        } catch (TimeoutException e) {
            throw new KafkaException("the brokers do not answer", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
