package io.bytefreezer.query.tail;

import io.bytefreezer.lake.read.TableFiles;
import io.bytefreezer.lake.table.SettledColumn;
import io.bytefreezer.query.result.Freshness;
import io.bytefreezer.runtime.kafka.KafkaClients;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
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
 * packers commit meanwhile. What was read is kept for the next queries until it is packed.
 */
public final class KafkaTails implements Tails {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaTails.class);

    private static final int FETCH_WAIT_MS = 10;

    private final Admin admin;
    private final KafkaClients clients;
    private final Topics topics;
    private final TailConfig limits;
    private final KeptRows.Shaping shaping;
    private final KeptTails kept;
    private final ConcurrentLinkedDeque<Consumer<byte[], byte[]>> idle = new ConcurrentLinkedDeque<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tail-timer").factory());

    /**
     * How records become rows.
     *
     * @param codec decodes records
     * @param directory for files of rows; exists, and nobody else uses it
     * @param settled the columns that a dataset settles now; asked by any thread
     */
    public record Shaping(EventCodec codec, Path directory, Function<DatasetRef, List<SettledColumn>> settled) {}

    /**
     * Ready to read; asks Kafka nothing yet.
     *
     * @param clients settings of the clients
     * @param topics names of the topics
     * @param limits of one tail, and of all that is kept
     * @param shaping how records become rows
     */
    public KafkaTails(KafkaClients clients, Topics topics, TailConfig limits, Shaping shaping) {
        this.admin = Admin.create(clients.admin());
        this.clients = clients;
        this.topics = topics;
        this.limits = limits;
        this.shaping = new KeptRows.Shaping(shaping.codec(), shaping.directory(), limits.columns(), shaping.settled());
        this.kept = new KeptTails(limits.kept().bytes(), limits.idle());
        long often = Math.max(1, limits.idle().toMillis() / 2);
        var unused = timer.scheduleWithFixedDelay(this::shrink, often, often, TimeUnit.MILLISECONDS);
    }

    private void shrink() {
        try {
            kept.shrink(System.nanoTime());
        } catch (RuntimeException e) {
            LOG.warn("Rows not packed yet that nobody asks for cannot be dropped; tried again later", e);
        }
    }

    @Override
    public Tail read(DatasetRef dataset, TableFiles packed) {
        long deadline = System.nanoTime() + limits.time().toNanos();
        try {
            Optional<TopicDescription> topic = describe(dataset);
            if (topic.isEmpty()) {
                return without(packed, "the dataset has no processed topic yet");
            }
            Tail tail = read(dataset, packed, topic.get(), deadline);
            if (describe(dataset)
                    .map(TopicDescription::topicId)
                    .equals(Optional.of(topic.get().topicId()))) {
                return tail;
            }
            tail.close();
            return without(packed, "the processed topic was made anew during the query; ask again");
        } catch (KafkaException | ExecutionException | TimeoutException | IOException e) {
            LOG.warn("{}: answering without the rows not packed yet: {}", dataset, e.toString());
            return without(packed, "rows not packed yet could not be read from Kafka: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return without(packed, "interrupted while reading rows not packed yet");
        }
    }

    @Override
    public Optional<Follower> follow(DatasetRef dataset) {
        return Optional.of(new KafkaFollower(dataset, () -> describe(dataset), borrow(), shaping));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        idle.forEach(Consumer::close);
        kept.clear();
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

    private Tail read(DatasetRef dataset, TableFiles packed, TopicDescription topic, long deadline)
            throws IOException, InterruptedException, TimeoutException {
        Consumer<byte[], byte[]> consumer = borrow();
        boolean sound = false;
        try (KeptTails.Entry entry = kept.open(dataset, deadline)) {
            KeptRows.Layout layout = shaping.layout(dataset, packed.columns());
            Tail tail = read(entry, layout, new TailRead(consumer, topic.name(), deadline), packed, topic);
            sound = true;
            return tail;
        } finally {
            if (sound) {
                consumer.unsubscribe();
                idle.push(consumer);
            } else {
                consumer.close();
            }
            kept.shrink(System.nanoTime());
        }
    }

    private Tail read(
            KeptTails.Entry entry, KeptRows.Layout layout, TailRead reader, TableFiles packed, TopicDescription topic)
            throws IOException {
        String id = topic.topicId().toString();
        TailPlan plan = reader.plan(packed.offsets(), id, topic.partitions().size());
        KeptRows rows = entry.rows();
        if (rows == null || !rows.serves(id, layout, plan)) {
            rows = new KeptRows(id, layout, shaping);
            entry.keep(rows);
        }
        boolean sound = false;
        try {
            rows.forget(packed.offsets());
            long left = reader.extend(rows, plan, limits.size().bytes());
            if (left > 0 && rows.hasOthersThan(plan)) {
                // Rows that are packed take the place of those that are not.
                rows = new KeptRows(id, layout, shaping);
                entry.keep(rows);
                left = reader.extend(rows, plan, limits.size().bytes());
            }
            sound = true;
            return tail(packed, plan, rows.view(plan), left);
        } finally {
            if (!sound) {
                entry.keep(null);
            }
        }
    }

    private static Tail tail(TableFiles packed, TailPlan plan, KeptRows.View view, long left) {
        List<String> warnings = new ArrayList<>();
        if (plan.lost() > 0) {
            warnings.add(plan.lost() + " offsets after the snapshot's are no longer in the topic");
        }
        if (left > 0) {
            warnings.add("up to " + left + " newer records are left out: hot_tail.size or hot_tail.time was reached");
        }
        if (view.leftOut() > 0) {
            warnings.add(view.leftOut() + " records are no events; the packer makes dead letters of them");
        }
        Instant newest = Segment.Content.latest(view.newest(), packed.newest().orElse(null));
        Freshness freshness = new Freshness(
                packed.table().toString(),
                packed.snapshotId(),
                true,
                view.rows(),
                left,
                newest,
                Freshness.lag(newest, Instant.now()),
                warnings);
        return new Tail(Optional.ofNullable(view.hot()), freshness, view::release);
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
        // Only what is there is asked for. But the client asks for more as soon as it gets that, and a broker waits
        // with such an answer;
        // until it comes, the next query's question is not sent.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int)
                limits.time().toMillis());
        properties.put(
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) limits.time().toMillis());
        return new KafkaConsumer<>(properties);
    }

    private static Tail without(TableFiles packed, String why) {
        return Tail.none(
                Freshness.snapshot(packed.table().toString(), packed.snapshotId(), packed.newest(), List.of(why)));
    }
}
