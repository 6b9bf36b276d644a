package io.bytefreezer.runtime.kafka;

import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.name.DatasetRef;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows how far a service is behind, by dataset: {@code bytefreezer_<service>_behind_records} and {@code ..._behind_seconds}.
 * It asks the brokers, on a thread of its own, so the figures move on also while the service stands still. They are those of
 * the whole consumer group: every process of a service shows the same.
 */
public final class GroupLag implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupLag.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(1);

    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;
    private final LogTails tails;
    private final Watched watched;
    private final Clock clock;
    private final MultiGauge records;
    private final MultiGauge seconds;
    private final Map<TopicPartition, Backlog> backlogs = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("group-lag").factory());
    private boolean complained;

    /**
     * What is watched.
     *
     * @param group the consumer group
     * @param datasets the datasets there are now
     * @param topic the topic of a dataset that the group reads
     */
    public record Watched(
            String group, Supplier<? extends Collection<DatasetRef>> datasets, Function<DatasetRef, String> topic) {}

    private record Lag(DatasetRef dataset, long records, Duration waiting) {}

    private GroupLag(KafkaClients clients, Watched watched, ServiceMetrics metrics, Clock clock) {
        this.admin = Admin.create(clients.admin());
        this.consumer = new KafkaConsumer<>(clients.consumer(watched.group()));
        this.tails = new LogTails(consumer);
        this.watched = watched;
        this.clock = clock;
        this.records = metrics.gauges("behind.records");
        this.seconds = metrics.gauges("behind.seconds");
    }

    /** Starts to watch with clients of its own; they never join the group. */
    public static GroupLag watch(KafkaClients clients, Watched watched, ServiceMetrics metrics, Clock clock) {
        GroupLag lag = new GroupLag(clients, watched, metrics, clock);
        var unused =
                lag.thread.scheduleWithFixedDelay(lag::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return lag;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        consumer.wakeup();
        try {
            if (thread.awaitTermination(CLOSES_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                consumer.close(CloseOptions.timeout(CLOSES_WITHIN));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        admin.close(CLOSES_WITHIN);
    }

    private void look() {
        try {
            List<Lag> lags = lags(clock.instant());
            records.register(lags.stream().map(lag -> row(lag, lag.records())).toList(), true);
            seconds.register(
                    lags.stream()
                            .map(lag -> row(lag, lag.waiting().toSeconds()))
                            .toList(),
                    true);
            complained = false;
        } catch (ExecutionException | TimeoutException e) {
            complain(e.getCause() == null ? e : e.getCause());
        } catch (InterruptException | WakeupException e) {
            LOG.debug("group {} is not watched any more", watched.group(), e);
        } catch (RuntimeException e) {
            complain(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static MultiGauge.Row<Number> row(Lag lag, long value) {
        return MultiGauge.Row.of(Tags.of("dataset", lag.dataset().toString()), value);
    }

    private List<Lag> lags(Instant now) throws ExecutionException, TimeoutException, InterruptedException {
        Map<DatasetRef, List<TopicPartition>> partitions = partitions();
        List<TopicPartition> all =
                partitions.values().stream().flatMap(List::stream).toList();
        Map<TopicPartition, Long> ends = offsets(all, OffsetSpec.latest());
        Map<TopicPartition, Long> beginnings = offsets(all, OffsetSpec.earliest());
        Map<TopicPartition, OffsetAndMetadata> committed =
                await(admin.listConsumerGroupOffsets(watched.group()).partitionsToOffsetAndMetadata());
        backlogs.keySet().retainAll(Set.copyOf(all));
        List<Lag> lags = new ArrayList<>();
        partitions.forEach((dataset, of) -> {
            long behind = 0;
            Duration waiting = Duration.ZERO;
            for (TopicPartition partition : of) {
                OffsetAndMetadata done = committed.get(partition);
                long next = Math.max(beginnings.getOrDefault(partition, 0L), done == null ? 0 : done.offset());
                long end = ends.getOrDefault(partition, next);
                if (!tails.hasRecords(partition, next, end)) {
                    next = end;
                }
                behind += end - next;
                Duration waits = backlogs.computeIfAbsent(partition, none -> new Backlog())
                        .look(now, next, end);
                waiting = waits.compareTo(waiting) > 0 ? waits : waiting;
            }
            lags.add(new Lag(dataset, behind, waiting));
        });
        return lags;
    }

    /** The partitions of the datasets' topics, where these exist. */
    private Map<DatasetRef, List<TopicPartition>> partitions()
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, DatasetRef> datasets = watched.datasets().get().stream()
                .collect(Collectors.toMap(watched.topic(), Function.identity(), (a, b) -> a));
        Map<DatasetRef, List<TopicPartition>> partitions = new HashMap<>();
        for (var topic :
                admin.describeTopics(datasets.keySet()).topicNameValues().entrySet()) {
            try {
                partitions.put(
                        datasets.get(topic.getKey()),
                        await(topic.getValue()).partitions().stream()
                                .map(info -> new TopicPartition(topic.getKey(), info.partition()))
                                .toList());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                LOG.debug("topic {} is not there yet", topic.getKey());
            }
        }
        return partitions;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                await(admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all());
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, offset -> offset.getValue().offset()));
    }

    private static <T> T await(KafkaFuture<T> future)
            throws ExecutionException, TimeoutException, InterruptedException {
        return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void complain(Throwable cause) {
        if (!complained) {
            LOG.warn("how far group {} is behind is not known at the moment: {}", watched.group(), cause.toString());
            complained = true;
        }
    }
}
