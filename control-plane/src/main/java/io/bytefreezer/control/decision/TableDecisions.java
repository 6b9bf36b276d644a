package io.bytefreezer.control.decision;

import io.bytefreezer.control.decision.Command.DeleteTable;
import io.bytefreezer.control.decision.Command.PutTable;
import io.bytefreezer.control.state.Change;
import io.bytefreezer.control.state.State;
import io.bytefreezer.control.state.TableContent;
import io.bytefreezer.control.state.TableRef;
import io.bytefreezer.control.state.TableVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedSet;

/** Decisions about tables. */
final class TableDecisions {

    private TableDecisions() {}

    static Decision decide(State state, Actor actor, Command.OnTable command, Instant now) {
        TableRef table = command.table();
        if (!actor.account().equals(command.account())
                || TenantDecisions.reach(state, command.account(), table.tenant())
                        .isEmpty()) {
            return Decision.refused(Refusal.notFound("tenant", table.tenant()));
        }
        return switch (command) {
            case PutTable put -> put(state, actor, put, now);
            case DeleteTable delete -> delete(state, delete);
        };
    }

    private static Decision put(State state, Actor actor, PutTable command, Instant now) {
        TableRef table = command.table();
        TableContent content = command.content().content();
        NavigableMap<Integer, TableVersion> kept = state.tables().of(table);
        if (!kept.isEmpty() && kept.lastEntry().getValue().content().isSame(content)) {
            return Decision.changes();
        }
        return tooMuch(state, table, content).map(Decision::refused).orElseGet(() -> {
            int number = state.tables().latest().getOrDefault(table, 0) + 1;
            TableVersion version = new TableVersion(table, number, content, now, actor.keyId());
            List<Change> changes = new ArrayList<>();
            changes.add(new Change.TableVersionAdded(version, command.content().csv()));
            outdated(kept.navigableKeySet(), command)
                    .forEach(old -> changes.add(new Change.TableVersionRemoved(table, old)));
            return new Decision.Changes(changes);
        });
    }

    private static Optional<Refusal> tooMuch(State state, TableRef table, TableContent content) {
        if (state.tables().of(table).isEmpty() && state.tables().versions().size() >= Limits.TABLES_MAX) {
            return Optional.of(
                    Refusal.conflict("too_many_tables", "an account has at most " + Limits.TABLES_MAX + " tables"));
        }
        long others = state.tables()
                .newest()
                .filter(version -> !version.table().equals(table))
                .mapToLong(version -> version.content().bytes())
                .sum();
        return others + content.bytes() <= Limits.TABLE_BYTES_MAX
                ? Optional.empty()
                : Optional.of(Refusal.conflict(
                        "tables_too_large",
                        "the newest versions of an account's tables have at most " + Limits.TABLE_BYTES_MAX
                                + " bytes together; the others have " + others + ", and this one "
                                + content.bytes()));
    }

    /** What nobody asks for by its number, but for the newest few. */
    private static List<Integer> outdated(SequencedSet<Integer> kept, PutTable command) {
        return kept.reversed().stream()
                .skip(Limits.TABLE_VERSIONS_MAX - 1L)
                .filter(version -> !command.inUse().contains(version))
                .toList();
    }

    private static Decision delete(State state, DeleteTable command) {
        NavigableMap<Integer, TableVersion> kept = state.tables().of(command.table());
        return kept.isEmpty()
                ? Decision.refused(Refusal.notFound("table", command.table()))
                : new Decision.Changes(kept.navigableKeySet().stream()
                        .<Change>map(version -> new Change.TableVersionRemoved(command.table(), version))
                        .toList());
    }
}
