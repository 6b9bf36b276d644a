package io.bytefreezer.query.tail;

import io.bytefreezer.lake.read.TableFiles;
import io.bytefreezer.lake.shape.RowShaper;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.TableLayout;
import io.bytefreezer.query.result.Freshness;
import io.bytefreezer.runtime.kafka.KafkaClients;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the processed topics from where a snapshot ends to where the topic ended when asked after it. Both ends are exact, so no row is missing or there twice, however
 * packers commit meanwhile. Keeps no state between queries but idle consumers.
 */
public final class KafkaTails implements Tails {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaTails.class);

    private final Admin admin;
    private final KafkaClients clients;
    private final Topics topics;
    private final EventCodec codec;
    private final TailConfig limits;
    private final Path directory;
    private final ConcurrentLinkedDeque<Consumer<byte[], byte[]>> idle = new ConcurrentLinkedDeque<>();

    /**
     * Ready to read; asks Kafka nothing yet.
     *
     * @param clients settings of the clients
     * @param topics names of the topics
     * @param codec decodes records
     * @param limits of one tail
     * @param directory for files of rows; exists, and nobody else uses it
     */
    public KafkaTails(KafkaClients clients, Topics topics, EventCodec codec, TailConfig limits, Path directory) {
        this.admin = Admin.create(clients.admin());
        this.clients = clients;
        this.topics = topics;
        this.codec = codec;
        this.limits = limits;
        this.directory = directory;
    }

    @Override
    public Tail read(DatasetRef dataset, TableFiles packed) {
        long deadline = System.nanoTime() + limits.time().toNanos();
        try {
            Optional<TopicDescription> topic = describe(dataset);
            if (topic.isEmpty()) {
                return without(dataset, packed, "the dataset has no processed topic yet");
            }
            Tail tail = read(dataset, packed, topic.get(), deadline);
            if (describe(dataset)
                    .map(TopicDescription::topicId)
                    .equals(Optional.of(topic.get().topicId()))) {
                return tail;
            }
            tail.close();
            return without(dataset, packed, "the processed topic was made anew during the query; ask again");
        } catch (KafkaException | ExecutionException | TimeoutException | IOException e) {
            LOG.warn("{}: answering without the rows not packed yet: {}", dataset, e.toString());
            return without(dataset, packed, "rows not packed yet could not be read from Kafka: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return without(dataset, packed, "interrupted while reading rows not packed yet");
        }
    }

    @Override
    public void close() {
        idle.forEach(Consumer::close);
        admin.close(Duration.ofSeconds(1));
    }

    private Optional<TopicDescription> describe(DatasetRef dataset)
            throws ExecutionException, TimeoutException, InterruptedException {
        String topic = topics.processed(dataset);
        try {
            return Optional.ofNullable(admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(limits.time().toMillis(), TimeUnit.MILLISECONDS)
                    .get(topic));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Tail read(DatasetRef dataset, TableFiles packed, TopicDescription topic, long deadline) throws IOException {
        Consumer<byte[], byte[]> consumer = borrow();
        boolean sound = false;
        try {
            Tail tail = new TailRead(consumer, topic, packed, limits).run(dataset, spool(packed), deadline);
            sound = true;
            return tail;
        } finally {
            if (sound) {
                consumer.unsubscribe();
                idle.push(consumer);
            } else {
                consumer.close();
            }
        }
    }

    private TailSpool spool(TableFiles packed) throws IOException {
        List<Column> body = packed.columns().stream()
                .filter(column -> !TableLayout.isSystemName(column.name()))
                .toList();
        return new TailSpool(
                directory.resolve(UUID.randomUUID() + ".ndjson"),
                codec,
                new RowShaper(body, TableLayout.DEFAULT_COLUMNS_MAX));
    }

    private Consumer<byte[], byte[]> borrow() {
        Consumer<byte[], byte[]> known = idle.poll();
        if (known != null) {
            return known;
        }
        Map<String, Object> properties = clients.consumer("");
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int)
                limits.time().toMillis());
        properties.put(
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) limits.time().toMillis());
        return new KafkaConsumer<>(properties);
    }

    private static Tail without(DatasetRef dataset, TableFiles packed, String why) {
        return new Tail(Optional.empty(), Freshness.snapshot(dataset.toString(), packed.snapshotId(), List.of(why)));
    }
}
