package io.bytefreezer.control.rest;

import io.bytefreezer.control.decision.Command;
import io.bytefreezer.control.decision.Decision;
import io.bytefreezer.control.decision.Refusal;
import io.bytefreezer.control.key.KeyMint;
import io.bytefreezer.control.state.Change;
import io.bytefreezer.control.state.Dataset;
import io.bytefreezer.control.state.State;
import io.bytefreezer.control.state.Tenant;
import io.bytefreezer.control.store.History;
import io.bytefreezer.control.store.KeyRing;
import io.bytefreezer.control.store.Store;
import io.bytefreezer.control.watch.RevisionWatch;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import java.util.List;

/**
 * What routes work on.
 *
 * @param store configuration
 * @param keys keys
 * @param history versions and the audit log
 * @param watch wakes who waits for a change
 * @param mint makes new keys
 */
public record Backend(Store store, KeyRing keys, History history, RevisionWatch watch, KeyMint mint) {

    /** Carries out the command and says what changed; services that wait hear of it at once. */
    List<Change> execute(Call call, Command command) {
        return switch (store.execute(call.actor(), command)) {
            case Decision.Changes done -> {
                watch.lookNow();
                yield done.changes();
            }
            case Decision.Refused refused -> throw new RefusedException(refused.refusal());
        };
    }

    /** The state as the key's account sees it. */
    State state(Call call) {
        return store.state(call.account());
    }

    /** The state, where the tenant is the key's account's. */
    State stateWith(Call call, ResourceId tenant) {
        State state = state(call);
        tenant(call, state, tenant);
        return state;
    }

    /** The tenant, where it is the key's account's. */
    Tenant tenant(Call call, State state, ResourceId id) {
        Tenant tenant = state.tenants().get(id);
        if (tenant == null || !tenant.account().equals(call.account())) {
            throw new RefusedException(Refusal.notFound("tenant", id));
        }
        return tenant;
    }

    /** The dataset, where it is the key's account's. */
    Dataset dataset(Call call, DatasetRef ref) {
        Dataset dataset = stateWith(call, ref.tenant()).datasets().get(ref);
        if (dataset == null) {
            throw new RefusedException(Refusal.notFound("dataset", ref));
        }
        return dataset;
    }
}
