package io.bytefreezer.piper.plan;

import io.bytefreezer.piper.lookup.NamedSecrets;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.bytefreezer.schemas.snapshot.Transformation;
import io.bytefreezer.transformations.Compilation;
import io.bytefreezer.transformations.TransformationCompiler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plans of all datasets of one snapshot.
 *
 * @param byDataset datasets that can be processed, with their plans
 * @param problems documents that this piper could not compile, for people; such a dataset keeps the version it had, and
 *     waits when it had none: nothing ever passes untransformed
 */
public record Plans(Map<DatasetRef, DatasetPlan> byDataset, List<String> problems) {

    /** Before the first snapshot: every dataset waits. */
    public static final Plans NONE = new Plans(Map.of(), List.of());

    /** Copies both. */
    public Plans {
        byDataset = Map.copyOf(byDataset);
        problems = List.copyOf(problems);
    }

    /** The plan of a dataset, or null when it has to wait. */
    public @Nullable DatasetPlan of(DatasetRef dataset) {
        return byDataset.get(dataset);
    }

    /** For each dataset whose plan names secrets that are not there, what that means, for people. */
    public List<String> withoutSecrets(NamedSecrets secrets) {
        List<String> problems = new ArrayList<>();
        byDataset.forEach((dataset, plan) -> {
            Set<String> missing = secrets.missing(plan.plan().secrets());
            if (!missing.isEmpty()) {
                problems.add("the transformation of " + dataset + " names secrets that the configuration does not have"
                        + " (secrets: " + String.join(", ", missing) + "), so its events are rejected");
            }
        });
        return problems;
    }

    /** The plans of the next snapshot; what did not change is not compiled again. */
    public Plans next(Snapshot snapshot, TransformationCompiler compiler) {
        Map<DatasetRef, DatasetPlan> plans = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (Dataset dataset : snapshot.datasets()) {
            DatasetPlan plan = next(dataset, compiler, problems);
            if (plan != null) {
                plans.put(dataset.ref(), plan);
            }
        }
        return new Plans(plans, problems);
    }

    private @Nullable DatasetPlan next(Dataset dataset, TransformationCompiler compiler, List<String> problems) {
        Transformation transformation = dataset.transformation();
        if (transformation == null) {
            return DatasetPlan.PASSTHROUGH;
        }
        DatasetPlan current = of(dataset.ref());
        if (current != null
                && current.version() == transformation.version()
                && transformation.document().equals(current.document())) {
            return current;
        }
        return switch (compiler.compile(transformation.document().toString())) {
            case Compilation.Compiled compiled ->
                new DatasetPlan(transformation.version(), transformation.document(), compiled.plan());
            case Compilation.Invalid invalid -> {
                problems.add("version " + transformation.version() + " of the transformation of " + dataset.ref()
                        + " does not compile here, "
                        + (current == null ? "the dataset waits" : "version " + current.version() + " goes on") + ": "
                        + invalid.problems().getFirst());
                yield current;
            }
        };
    }
}
