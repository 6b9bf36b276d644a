package io.bytefreezer.system.check;

import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.table.OffsetHistory;
import io.bytefreezer.lake.table.TableOffsets;
import io.bytefreezer.lake.upkeep.HourRetention;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.iceberg.Table;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the services are behind. For one thread. */
public final class Lag implements AutoCloseable {

    private static final String RECEIVER_GROUP = "connect-bytefreezer-receiver";
    private static final String PIPER_GROUP = "bytefreezer-piper";

    private final Admin admin;
    private final LakeCatalog catalog;
    private final TopicReader raw;
    private final TopicReader processed;
    private final Collection<DatasetRef> datasets;
    private final Map<DatasetRef, Duration> kept;

    /**
     * The lag of datasets.
     *
     * @param kept how long the rows are kept of those where they do not stay
     */
    public Lag(Places places, Collection<DatasetRef> datasets, Map<DatasetRef, Duration> kept) {
        this.kept = Map.copyOf(kept);
        this.datasets = List.copyOf(datasets);
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, places.bootstrapServers()));
        this.catalog = LakeCatalog.open(places.lake());
        this.raw = new TopicReader(
                places.bootstrapServers(),
                datasets.stream().map(Topics.DEFAULT::raw).toList());
        this.processed = new TopicReader(
                places.bootstrapServers(),
                datasets.stream().map(Topics.DEFAULT::processed).toList());
    }

    /** Who is behind and by how much, one entry each; nobody once everything sent before has arrived. */
    public List<String> behind() {
        try {
            List<String> behind = new ArrayList<>();
            raw.readToEnd(record -> {});
            group(RECEIVER_GROUP, raw.next()).ifPresent(behind::add);
            group(PIPER_GROUP, raw.next()).ifPresent(behind::add);
            processed.readToEnd(record -> {});
            for (DatasetRef dataset : datasets) {
                lake(dataset).ifPresent(behind::add);
                retention(dataset).ifPresent(behind::add);
            }
            return behind;
        } catch (ExecutionException e) {
            return List.of("unknown: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("interrupted");
        }
    }

    @Override
    public void close() {
        admin.close();
        raw.close();
        processed.close();
        catalog.close();
    }

    private Optional<String> group(String group, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            OffsetAndMetadata at = committed.get(end.getKey());
            lag += Math.max(0, end.getValue() - (at == null ? 0 : at.offset()));
        }
        return lag == 0 ? Optional.empty() : Optional.of(group + " by " + lag);
    }

    private Optional<String> retention(DatasetRef dataset) {
        Duration age = kept.get(dataset);
        if (age == null) {
            return Optional.empty();
        }
        long rows = catalog.load(table(dataset))
                .map(table ->
                        HourRetention.before(table, Instant.now().minus(age)).rows())
                .orElse(0L);
        return rows == 0 ? Optional.empty() : Optional.of("retention of " + dataset + " by " + rows);
    }

    private static TableId table(DatasetRef dataset) {
        return new TableId(dataset.tenant().toString(), dataset.dataset().toString());
    }

    private Optional<String> lake(DatasetRef dataset) throws ExecutionException, InterruptedException {
        String topic = Topics.DEFAULT.processed(dataset);
        // Offsets of a topic that was deleted say nothing about the one that has its name now.
        String topicId = admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .topicId()
                .toString();
        Optional<Table> table = catalog.load(table(dataset));
        TableOffsets offsets = table.map(OffsetHistory::read).orElseGet(TableOffsets::none);
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> next : processed.next().entrySet()) {
            if (next.getKey().topic().equals(topic)) {
                long at = offsets.next(topicId, next.getKey().partition()).orElse(0);
                lag += Math.max(0, next.getValue() - at);
            }
        }
        return lag == 0 ? Optional.empty() : Optional.of("lake of " + dataset + " by " + lag);
    }
}
