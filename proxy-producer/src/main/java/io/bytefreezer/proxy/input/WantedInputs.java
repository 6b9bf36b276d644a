package io.bytefreezer.proxy.input;

import io.bytefreezer.runtime.config.ConfigException;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.InputSpec;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The inputs that are to run: those of the YAML whose dataset the snapshot has, and those of its datasets. One that
 * cannot run is a problem, and the others run.
 *
 * @param inputs each once, in the order of the configuration
 * @param problems one sentence for each input that cannot run as configured
 */
public record WantedInputs(List<InputConfig> inputs, List<String> problems) {

    /** Copies the lists. */
    public WantedInputs {
        inputs = List.copyOf(inputs);
        problems = List.copyOf(problems);
    }

    /** Nothing is to run as long as it is not known which datasets there are. */
    public static final WantedInputs NONE = new WantedInputs(List.of(), List.of());

    /** What is to run by the YAML's inputs and the snapshot. An inactive dataset's inputs are closed on purpose: no problem. */
    public static WantedInputs of(List<InputConfig> yaml, Snapshot snapshot) {
        Set<InputConfig> inputs = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        for (InputConfig input : yaml) {
            if (snapshot.accepts(input.target())) {
                inputs.add(input);
            } else if (snapshot.dataset(input.target()).isEmpty()) {
                problems.add(input.label() + " is closed: the control plane knows no such dataset");
            }
        }
        for (Dataset dataset : snapshot.datasets()) {
            if (snapshot.accepts(dataset.ref())) {
                dataset.inputs().forEach(spec -> bind(dataset.ref(), spec, inputs, problems));
            }
        }
        return new WantedInputs(List.copyOf(inputs), problems);
    }

    private static void bind(DatasetRef dataset, InputSpec spec, Set<InputConfig> inputs, List<String> problems) {
        try {
            inputs.add(InputConfig.of(dataset, spec));
        } catch (ConfigException e) {
            e.problems().forEach(problem -> problems.add(problem.toString()));
        }
    }
}
