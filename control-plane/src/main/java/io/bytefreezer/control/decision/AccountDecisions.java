package io.bytefreezer.control.decision;

import io.bytefreezer.control.decision.Command.Bootstrap;
import io.bytefreezer.control.decision.Command.CreateAccount;
import io.bytefreezer.control.decision.Command.DeleteAccount;
import io.bytefreezer.control.decision.Command.RenameAccount;
import io.bytefreezer.control.state.Account;
import io.bytefreezer.control.state.Change;
import io.bytefreezer.control.state.ServiceKey;
import io.bytefreezer.control.state.State;
import io.bytefreezer.schemas.name.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decisions about accounts. */
final class AccountDecisions {

    private AccountDecisions() {}

    static Decision decide(State state, Actor actor, Command.OnAccount command, Instant now) {
        return switch (command) {
            case Bootstrap bootstrap -> bootstrap(state, bootstrap, now);
            case CreateAccount create -> create(state, actor, create, now);
            case RenameAccount rename -> rename(state, actor, rename);
            case DeleteAccount delete -> delete(state, actor, delete);
        };
    }

    private static Decision bootstrap(State state, Bootstrap command, Instant now) {
        if (state.keys().values().stream().anyMatch(key -> key.good() && key.isService())) {
            return Decision.changes();
        }
        ResourceId id = command.account();
        List<Change> changes = new ArrayList<>();
        if (!state.accounts().containsKey(id)) {
            changes.add(new Change.AccountPut(new Account(id, id.value(), true, now)));
        }
        changes.add(new Change.KeyAdded(new ServiceKey(command.key(), id, "first key", now, null, null)));
        return new Decision.Changes(changes);
    }

    private static Decision create(State state, Actor actor, CreateAccount command, Instant now) {
        if (!actor.system()) {
            return Decision.refused(new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "system_key_needed",
                    "only a key of the system account creates accounts",
                    null));
        }
        ResourceId id = command.account();
        if (state.claims().accounts().contains(id)) {
            return Decision.refused(
                    Refusal.conflict("account_exists", "the account id '" + id + "' is or was in use: choose another"));
        }
        if (state.accounts().size() >= Limits.ACCOUNTS_MAX) {
            return Decision.refused(Refusal.conflict(
                    "too_many_accounts", "an installation has at most " + Limits.ACCOUNTS_MAX + " accounts"));
        }
        String name = command.name() == null ? id.value() : command.name();
        return Names.problem(name)
                .map(Decision::refused)
                .orElseGet(() -> Decision.changes(new Change.AccountPut(new Account(id, name, false, now))));
    }

    private static Decision rename(State state, Actor actor, RenameAccount command) {
        Optional<Account> account = reach(state, actor, command.account());
        if (account.isEmpty()) {
            return Decision.refused(Refusal.notFound("account", command.account()));
        }
        return Names.problem(command.name())
                .map(Decision::refused)
                .orElseGet(() ->
                        Decision.changes(new Change.AccountPut(account.get().named(command.name()))));
    }

    private static Decision delete(State state, Actor actor, DeleteAccount command) {
        Optional<Account> account = reach(state, actor, command.account());
        if (account.isEmpty()) {
            return Decision.refused(Refusal.notFound("account", command.account()));
        }
        if (account.get().system()) {
            return Decision.refused(
                    Refusal.conflict("system_account", "the system account stays: without it nobody creates accounts"));
        }
        long tenants = state.tenantsOf(command.account()).count();
        if (tenants > 0) {
            return Decision.refused(Refusal.conflict(
                    "account_not_empty",
                    "account '" + command.account() + "' has " + tenants + " tenants: delete them first"));
        }
        return Decision.changes(new Change.AccountRemoved(command.account()));
    }

    /** The account, if it is there and the actor may know. */
    static Optional<Account> reach(State state, Actor actor, ResourceId account) {
        return Optional.ofNullable(state.accounts().get(account)).filter(found -> actor.administers(found.id()));
    }
}
