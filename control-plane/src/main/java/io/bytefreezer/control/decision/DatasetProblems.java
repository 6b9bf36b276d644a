package io.bytefreezer.control.decision;

import io.bytefreezer.control.state.Dataset;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.InputSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be wrong with a dataset's settings. */
final class DatasetProblems {

    private DatasetProblems() {}

    /** The first thing wrong, or nothing. */
    static Optional<Refusal> first(Dataset dataset) {
        if (dataset.partitions() < 1 || dataset.partitions() > Limits.PARTITIONS_MAX) {
            return invalid(
                    "invalid_partitions",
                    "a dataset has 1 to " + Limits.PARTITIONS_MAX + " partitions, not " + dataset.partitions(),
                    "/partitions");
        }
        Integer days = dataset.retentionDays();
        if (days != null && (days < 1 || days > Limits.RETENTION_DAYS_MAX)) {
            return invalid(
                    "invalid_retention",
                    "a dataset keeps its rows for 1 to " + Limits.RETENTION_DAYS_MAX
                            + " days, or with 0 for good, not for " + days,
                    "/retention_days");
        }
        return inInputs(dataset.inputs()).or(() -> TableProblems.first(dataset.table()));
    }

    private static Optional<Refusal> inInputs(List<InputSpec> inputs) {
        if (inputs.size() > Limits.INPUTS_MAX) {
            return invalid(
                    "too_many_inputs",
                    "a dataset has at most " + Limits.INPUTS_MAX + " inputs, not " + inputs.size(),
                    "/inputs");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < inputs.size(); i++) {
            InputSpec input = inputs.get(i);
            String pointer = "/inputs/" + i;
            if (!ResourceId.isValid(input.name())) {
                return invalid(
                        "invalid_input",
                        "an input's name has lower case letters, digits and single dashes between them, at most "
                                + ResourceId.LENGTH_MAX,
                        pointer + "/name");
            }
            if (!names.add(input.name())) {
                return invalid(
                        "invalid_input", "two inputs are called '" + input.name() + "': rename one", pointer + "/name");
            }
            if (!isType(input.type())) {
                return invalid(
                        "invalid_input",
                        "an input's type is a word like 'syslog', at most " + Limits.TYPE_LENGTH_MAX + " characters",
                        pointer + "/type");
            }
        }
        return Optional.empty();
    }

    private static boolean isType(String type) {
        return type.length() <= Limits.TYPE_LENGTH_MAX && type.matches("[a-z0-9]([a-z0-9_-]*[a-z0-9])?");
    }

    private static Optional<Refusal> invalid(String error, String message, String pointer) {
        return Optional.of(Refusal.invalid(error, message, pointer));
    }
}
