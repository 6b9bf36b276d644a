package io.bytefreezer.control.decision;

import io.bytefreezer.control.state.Change;
import io.bytefreezer.control.state.State;
import java.time.Instant;
import java.util.List;

/** The answer to a command: what changes, or why nothing does. */
public sealed interface Decision {

    /**
     * It is done once these changes are written, all or none.
     *
     * @param changes in the order they are written; none where things are as wanted already
     */
    record Changes(List<Change> changes) implements Decision {

        /** Copies the list. */
        public Changes {
            changes = List.copyOf(changes);
        }
    }

    /** Nothing changes. */
    record Refused(Refusal refusal) implements Decision {}

    /** These changes. */
    static Decision changes(Change... changes) {
        return new Changes(List.of(changes));
    }

    /** Nothing changes, for this reason. */
    static Decision refused(Refusal refusal) {
        return new Refused(refusal);
    }

    /**
     * Decides on a command.
     *
     * @param state what is, for the command's account
     * @param actor who asks
     * @param command what for
     * @param now the time that is written down
     */
    static Decision decide(State state, Actor actor, Command command, Instant now) {
        return switch (command) {
            case Command.OnAccount onAccount -> AccountDecisions.decide(state, actor, onAccount, now);
            case Command.OnKeys onKeys -> KeyDecisions.decide(state, actor, onKeys, now);
            case Command.OnTenant onTenant -> TenantDecisions.decide(state, actor, onTenant, now);
            case Command.OnDataset onDataset -> DatasetDecisions.decide(state, actor, onDataset, now);
            case Command.OnTable onTable -> TableDecisions.decide(state, actor, onTable, now);
            case Command.OnQuery onQuery -> QueryDecisions.decide(state, actor, onQuery, now);
        };
    }
}
