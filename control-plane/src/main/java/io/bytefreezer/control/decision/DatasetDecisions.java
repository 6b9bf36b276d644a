package io.bytefreezer.control.decision;

import io.bytefreezer.control.decision.Command.Activate;
import io.bytefreezer.control.decision.Command.CreateDataset;
import io.bytefreezer.control.decision.Command.Deactivate;
import io.bytefreezer.control.decision.Command.DeleteDataset;
import io.bytefreezer.control.decision.Command.SaveDraft;
import io.bytefreezer.control.decision.Command.UpdateDataset;
import io.bytefreezer.control.state.Change;
import io.bytefreezer.control.state.Dataset;
import io.bytefreezer.control.state.State;
import io.bytefreezer.control.state.Version;
import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decisions about datasets and their transformations. */
final class DatasetDecisions {

    private DatasetDecisions() {}

    static Decision decide(State state, Actor actor, Command.OnDataset command, Instant now) {
        DatasetRef ref = command.dataset();
        if (!actor.account().equals(command.account())
                || TenantDecisions.reach(state, command.account(), ref.tenant()).isEmpty()) {
            return Decision.refused(Refusal.notFound("tenant", ref.tenant()));
        }
        return switch (command) {
            case CreateDataset create -> create(state, create, now);
            case Command.OnKnownDataset known -> {
                Dataset dataset = state.datasets().get(ref);
                yield dataset == null
                        ? Decision.refused(Refusal.notFound("dataset", ref))
                        : decide(new Known(state, dataset), actor, known, now);
            }
        };
    }

    /** A state and a dataset that is in it. */
    private record Known(State state, Dataset dataset) {}

    private static Decision decide(Known known, Actor actor, Command.OnKnownDataset command, Instant now) {
        return switch (command) {
            case UpdateDataset update -> update(known.dataset(), update);
            case DeleteDataset delete -> Decision.changes(new Change.DatasetRemoved(delete.dataset()));
            case SaveDraft save -> Decision.changes(new Change.DraftSaved(save.dataset(), save.document(), now));
            case Activate activate -> activate(known.state(), actor, activate, now);
            case Deactivate ignored -> deactivate(known.dataset());
        };
    }

    private static Decision create(State state, CreateDataset command, Instant now) {
        DatasetRef ref = command.dataset();
        if (state.datasets().containsKey(ref)) {
            return Decision.refused(Refusal.conflict("dataset_exists", "there is a dataset '" + ref + "' already"));
        }
        if (state.datasets().size() >= Limits.DATASETS_MAX) {
            return Decision.refused(Refusal.conflict(
                    "too_many_datasets", "an account has at most " + Limits.DATASETS_MAX + " datasets"));
        }
        Dataset fresh = new Dataset(ref.tenant(), ref.dataset(), true, 1, List.of(), null, null, null, now);
        return put(fresh, command.settings());
    }

    private static Decision update(Dataset old, UpdateDataset command) {
        Integer partitions = command.settings().partitions();
        if (partitions != null && partitions < old.partitions()) {
            return Decision.refused(Refusal.conflict(
                    "partitions_shrink",
                    "dataset '" + old.ref() + "' has " + old.partitions()
                            + " partitions: Kafka adds partitions to a topic but takes none away"));
        }
        return put(old, command.settings());
    }

    private static Decision put(Dataset old, Command.DatasetSettings settings) {
        Dataset dataset = new Dataset(
                old.tenant(),
                old.id(),
                settings.active() == null ? old.active() : settings.active(),
                settings.partitions() == null ? old.partitions() : settings.partitions(),
                settings.inputs() == null ? old.inputs() : settings.inputs(),
                old.activeVersion(),
                retention(old, settings.retentionDays()),
                settings.table() == null ? old.table() : settings.table(),
                old.createdAt());
        Optional<Refusal> problem = DatasetProblems.first(dataset);
        return problem.map(Decision::refused).orElseGet(() -> Decision.changes(new Change.DatasetPut(dataset)));
    }

    private static @Nullable Integer retention(Dataset old, @Nullable Integer days) {
        if (days == null) {
            return old.retentionDays();
        }
        return days == 0 ? null : days;
    }

    private static Decision activate(State state, Actor actor, Activate command, Instant now) {
        DatasetRef ref = command.dataset();
        int number = state.latestVersions().getOrDefault(ref, 0) + 1;
        Version version = new Version(ref, number, command.document().text(), now, actor.keyId(), command.copyOf());
        return Decision.changes(new Change.VersionAdded(version), new Change.VersionChosen(ref, number));
    }

    private static Decision deactivate(Dataset dataset) {
        return dataset.activeVersion() == null
                ? Decision.changes()
                : Decision.changes(new Change.VersionChosen(dataset.ref(), null));
    }
}
