package io.bytefreezer.packer.upkeep;

import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The datasets whose tables fall to this packer: those of which it reads a certain partition, another one for each dataset, so that the
 * work is spread as partitions are and nobody needs a lock.
 *
 * @param admin asks the brokers
 * @param topics names of the topics
 * @param datasets all there are
 * @param assigned the partitions that are this packer's
 */
public record UpkeepShare(
        Admin admin, Topics topics, Supplier<List<DatasetRef>> datasets, Supplier<Set<TopicPartition>> assigned)
        implements Supplier<List<DatasetRef>> {

    private static final Logger LOG = LoggerFactory.getLogger(UpkeepShare.class);
    private static final int TIMEOUT_SECONDS = 30;

    /** The share, as far as the brokers say; what they do not know waits for the next round. */
    @Override
    public List<DatasetRef> get() {
        Set<TopicPartition> mine = assigned.get();
        Set<String> read = mine.stream().map(TopicPartition::topic).collect(Collectors.toSet());
        List<DatasetRef> candidates = datasets.get().stream()
                .filter(dataset -> read.contains(topics.processed(dataset)))
                .toList();
        Map<String, Integer> partitions =
                partitions(candidates.stream().map(topics::processed).collect(Collectors.toSet()));
        return candidates.stream()
                .filter(dataset -> isMine(dataset, partitions, mine))
                .toList();
    }

    private boolean isMine(DatasetRef dataset, Map<String, Integer> partitions, Set<TopicPartition> mine) {
        String topic = topics.processed(dataset);
        Integer count = partitions.get(topic);
        return count != null && mine.contains(new TopicPartition(topic, keeper(dataset, count)));
    }

    /** The partition whose reader keeps the dataset's table. */
    static int keeper(DatasetRef dataset, int partitions) {
        return Math.floorMod(dataset.toString().hashCode(), partitions);
    }

    private Map<String, Integer> partitions(Set<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        try {
            return admin.describeTopics(names).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).values().stream()
                    .collect(Collectors.toMap(
                            TopicDescription::name,
                            described -> described.partitions().size()));
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the brokers do not tell the partitions of processed topics; tables are kept in shape later", e);
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }
}
