package io.bytefreezer.piper;

import io.bytefreezer.piper.lookup.FollowedTables;
import io.bytefreezer.piper.plan.DatasetPlan;
import io.bytefreezer.piper.plan.Plans;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.bytefreezer.transformations.TransformationCompiler;
import io.bytefreezer.transformations.lookup.TableName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the snapshot: a dataset is in the current plans once its transformation is compiled, and its topics and the tables
 * that the transformation names are there.
 * {@link #current()} may be called by any thread; {@link #follow} by one at a time.
 */
final class PlanBook {

    private static final Logger LOG = LoggerFactory.getLogger(PlanBook.class);

    private final TransformationCompiler compiler;
    private final Consumer<Dataset> topics;
    private final FollowedTables tables;
    private final Set<DatasetRef> withTopics = new HashSet<>();
    private volatile Plans current = Plans.NONE;

    /**
     * An empty book.
     *
     * @param compiler compiles the datasets' transformations
     * @param topics makes sure that a dataset's topics are there; throws when they cannot be made now
     * @param tables brings the tables that transformations name
     */
    PlanBook(TransformationCompiler compiler, Consumer<Dataset> topics, FollowedTables tables) {
        this.compiler = compiler;
        this.topics = topics;
        this.tables = tables;
    }

    /** What compiles transformations here. */
    TransformationCompiler compiler() {
        return compiler;
    }

    /** The plans in force. */
    Plans current() {
        return current;
    }

    /**
     * Takes over a snapshot.
     *
     * @return whether every dataset's topics and all tables are there; when not, call again with the same snapshot some time later
     */
    boolean follow(Snapshot snapshot) {
        Plans before = current;
        Plans next = before.next(snapshot, compiler);
        Map<DatasetRef, DatasetPlan> ready = new HashMap<>(next.byDataset());
        boolean complete = tables.follow(snapshot.tables(), named(next));
        for (Dataset dataset : snapshot.datasets()) {
            if (!hasTopics(dataset)) {
                ready.remove(dataset.ref());
                complete = false;
            }
        }
        ready.entrySet().removeIf(plan -> awaitsTable(plan.getKey(), plan.getValue()));
        current = new Plans(ready, next.problems());
        logChanges(before, ready);
        return complete;
    }

    /** Makes the next {@link #follow} look for all topics anew: somebody may have deleted one. */
    void doubtTopics() {
        withTopics.clear();
    }

    private static Map<String, Set<TableName>> named(Plans plans) {
        Map<String, Set<TableName>> named = new HashMap<>();
        plans.byDataset()
                .forEach((dataset, plan) -> named.computeIfAbsent(
                                dataset.tenant().value(), tenant -> new HashSet<>())
                        .addAll(names(plan)));
        return named;
    }

    private static List<TableName> names(DatasetPlan plan) {
        return plan.plan().tables().stream().map(TableName::parse).toList();
    }

    /** Its records would be rejected for a table that is only late. */
    private boolean awaitsTable(DatasetRef dataset, DatasetPlan plan) {
        boolean waits = names(plan).stream()
                .anyMatch(table -> tables.isAwaited(dataset.tenant().value(), table));
        if (waits) {
            LOG.warn("{} waits for a table that its transformation names", dataset);
        }
        return waits;
    }

    private boolean hasTopics(Dataset dataset) {
        if (withTopics.contains(dataset.ref())) {
            return true;
        }
        try {
            topics.accept(dataset);
            return withTopics.add(dataset.ref());
        } catch (RuntimeException e) {
            LOG.warn("topics of {} cannot be made now, the dataset waits: {}", dataset.ref(), e.getMessage());
            return false;
        }
    }

    private static void logChanges(Plans before, Map<DatasetRef, DatasetPlan> ready) {
        ready.forEach((dataset, plan) -> {
            DatasetPlan old = before.of(dataset);
            if (old == null || old.version() != plan.version()) {
                LOG.info("{} is processed with transformation version {}", dataset, plan.version());
            }
        });
        List<DatasetRef> gone = before.byDataset().keySet().stream()
                .filter(ref -> !ready.containsKey(ref))
                .toList();
        if (!gone.isEmpty()) {
            LOG.info("no longer in the snapshot, their records wait: {}", gone);
        }
    }
}
