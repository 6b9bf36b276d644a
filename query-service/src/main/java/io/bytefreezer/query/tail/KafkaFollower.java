package io.bytefreezer.query.tail;

import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.TableOffsets;
import io.bytefreezer.query.result.Freshness;
import io.bytefreezer.schemas.name.DatasetRef;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A follower with a consumer of its own. A topic that is made anew is read from its beginning. For one thread. */
final class KafkaFollower implements Follower {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaFollower.class);

    /** Of rows, for one call. */
    private static final long BYTES_MAX = 4 << 20;

    /** Who is further behind does not get the oldest records. */
    static final long BEHIND_MAX = 50_000;

    private static final Duration TIME = Duration.ofSeconds(2);

    private final DatasetRef dataset;
    private final Topic topic;
    private final Consumer<byte[], byte[]> consumer;
    private final KeptRows.Shaping shaping;
    private final Map<Integer, Long> positions = new TreeMap<>();
    private @Nullable String topicId;
    private boolean begun;

    /** Asks Kafka for the topic. */
    interface Topic {
        Optional<TopicDescription> describe() throws ExecutionException, TimeoutException, InterruptedException;
    }

    KafkaFollower(DatasetRef dataset, Topic topic, Consumer<byte[], byte[]> consumer, KeptRows.Shaping shaping) {
        this.dataset = dataset;
        this.topic = topic;
        this.consumer = consumer;
        this.shaping = shaping;
    }

    @Override
    public Batch next(List<Column> columns) {
        try {
            Optional<TopicDescription> found = topic.describe();
            if (found.isEmpty()) {
                begun = true;
                return nothing(List.of());
            }
            return next(found.get(), columns);
        } catch (KafkaException | ExecutionException | TimeoutException | IOException e) {
            LOG.debug("{} cannot be followed at the moment", dataset, e);
            return nothing(List.of("Kafka does not answer: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return nothing(List.of());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private Batch next(TopicDescription found, List<Column> columns) throws IOException {
        String id = found.topicId().toString();
        if (!id.equals(topicId)) {
            positions.clear();
            topicId = id;
        }
        TailRead reader = new TailRead(consumer, found.name(), System.nanoTime() + TIME.toNanos());
        TailPlan plan = reader.plan(
                TableOffsets.of(id, positions), id, found.partitions().size());
        if (!begun) {
            // What is there already is not new.
            begun = true;
            plan.spans().forEach((partition, span) -> positions.put(partition, span.until()));
            return nothing(List.of());
        }
        TailPlan near = plan.within(BEHIND_MAX);
        KeptRows rows = new KeptRows(id, shaping.layout(dataset, columns), shaping);
        boolean sound = false;
        try {
            reader.extend(rows, near, BYTES_MAX);
            near.spans().forEach((partition, span) -> positions.put(partition, rows.next(partition, span)));
            KeptRows.View view = rows.view(near);
            sound = true;
            Freshness freshness =
                    new Freshness(name(), OptionalLong.empty(), true, view.rows(), 0L, null, null, List.of());
            Tail tail = new Tail(Optional.ofNullable(view.hot()), freshness, () -> {
                view.release();
                rows.drop();
            });
            return new Batch(tail, near.lost());
        } finally {
            if (!sound) {
                rows.drop();
            }
        }
    }

    private String name() {
        return dataset.tenant() + "." + dataset.dataset();
    }

    private Batch nothing(List<String> warnings) {
        return new Batch(Tail.none(Freshness.snapshot(name(), OptionalLong.empty(), Optional.empty(), warnings)), 0);
    }
}
