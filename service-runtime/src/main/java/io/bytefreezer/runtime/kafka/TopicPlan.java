package io.bytefreezer.runtime.kafka;

import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.name.Topics.Stage;
import io.bytefreezer.schemas.snapshot.Dataset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What has to be done so that datasets have their topics. All topics of a dataset get as many partitions as its raw topic
 * has: piper maps partition to partition.
 *
 * @param create partitions by name of each topic to create
 * @param grow partitions by name of each topic that has fewer than its dataset's raw topic
 */
record TopicPlan(Map<String, Integer> create, Map<String, Integer> grow) {

    TopicPlan {
        create = Map.copyOf(create);
        grow = Map.copyOf(grow);
    }

    /** Whether all is as it should be. */
    boolean isEmpty() {
        return create.isEmpty() && grow.isEmpty();
    }

    /** Names of all topics that the datasets should have. */
    static Set<String> wanted(Collection<Dataset> datasets, Topics topics) {
        Set<String> names = new LinkedHashSet<>();
        for (Dataset dataset : datasets) {
            for (Stage stage : Stage.values()) {
                names.add(topics.name(stage, dataset.ref()));
            }
        }
        return names;
    }

    /** The plan, given the partitions by name of those topics that exist. */
    static TopicPlan of(Collection<Dataset> datasets, Topics topics, Map<String, Integer> existing) {
        Map<String, Integer> create = new LinkedHashMap<>();
        Map<String, Integer> grow = new LinkedHashMap<>();
        for (Dataset dataset : datasets) {
            int partitions = existing.getOrDefault(topics.raw(dataset.ref()), dataset.partitions());
            for (Stage stage : Stage.values()) {
                String name = topics.name(stage, dataset.ref());
                Integer present = existing.get(name);
                if (present == null) {
                    create.put(name, partitions);
                } else if (present < partitions) {
                    grow.put(name, partitions);
                }
            }
        }
        return new TopicPlan(create, grow);
    }
}
