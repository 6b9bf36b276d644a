package io.bytefreezer.control.decision;

import io.bytefreezer.control.decision.Command.CreateKey;
import io.bytefreezer.control.decision.Command.RevokeKey;
import io.bytefreezer.control.state.Change;
import io.bytefreezer.control.state.ServiceKey;
import io.bytefreezer.control.state.State;
import java.time.Instant;

/** Decisions about keys. */
final class KeyDecisions {

    private KeyDecisions() {}

    static Decision decide(State state, Actor actor, Command.OnKeys command, Instant now) {
        if (AccountDecisions.reach(state, actor, command.account()).isEmpty()) {
            return Decision.refused(Refusal.notFound("account", command.account()));
        }
        return switch (command) {
            case CreateKey create -> create(state, create, now);
            case RevokeKey revoke -> revoke(state, revoke, now);
        };
    }

    private static Decision create(State state, CreateKey command, Instant now) {
        long good = state.keys().values().stream().filter(ServiceKey::good).count();
        if (good >= Limits.GOOD_KEYS_MAX) {
            return Decision.refused(Refusal.conflict(
                    "too_many_keys",
                    "an account has at most " + Limits.GOOD_KEYS_MAX + " good keys: revoke unused ones"));
        }
        return Names.problem(command.name())
                .or(() -> ValidScope.problem(state, command))
                .map(Decision::refused)
                .orElseGet(() -> Decision.changes(new Change.KeyAdded(
                        new ServiceKey(command.key(), command.account(), command.name(), now, null, null))));
    }

    private static Decision revoke(State state, RevokeKey command, Instant now) {
        ServiceKey key = state.keys().get(command.keyId());
        if (key == null) {
            return Decision.refused(Refusal.notFound("key", command.keyId()));
        }
        return key.good() ? Decision.changes(new Change.KeyRevoked(key.id(), now)) : Decision.changes();
    }
}
