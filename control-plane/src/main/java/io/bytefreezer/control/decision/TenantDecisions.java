package io.bytefreezer.control.decision;

import io.bytefreezer.control.decision.Command.CreateTenant;
import io.bytefreezer.control.decision.Command.DeleteTenant;
import io.bytefreezer.control.decision.Command.UpdateTenant;
import io.bytefreezer.control.state.Change;
import io.bytefreezer.control.state.State;
import io.bytefreezer.control.state.Tenant;
import io.bytefreezer.schemas.name.ResourceId;
import java.time.Instant;
import java.util.Optional;

/** Decisions about tenants. */
final class TenantDecisions {

    private TenantDecisions() {}

    static Decision decide(State state, Actor actor, Command.OnTenant command, Instant now) {
        if (!actor.account().equals(command.account())) {
            return Decision.refused(Refusal.notFound("account", command.account()));
        }
        return switch (command) {
            case CreateTenant create -> create(state, create, now);
            case UpdateTenant update -> update(state, update);
            case DeleteTenant delete -> delete(state, delete);
        };
    }

    private static Decision create(State state, CreateTenant command, Instant now) {
        ResourceId id = command.tenant();
        ResourceId owner = state.claims().tenants().get(id);
        if (state.tenants().containsKey(id) || (owner != null && !owner.equals(command.account()))) {
            return Decision.refused(
                    Refusal.conflict("tenant_exists", "the tenant id '" + id + "' is or was in use: choose another"));
        }
        if (state.tenantsOf(command.account()).count() >= Limits.TENANTS_MAX) {
            return Decision.refused(
                    Refusal.conflict("too_many_tenants", "an account has at most " + Limits.TENANTS_MAX + " tenants"));
        }
        return put(new Tenant(id, command.account(), id.value(), true, now), command.settings());
    }

    private static Decision update(State state, UpdateTenant command) {
        return reach(state, command.account(), command.tenant())
                .map(tenant -> put(tenant, command.settings()))
                .orElseGet(() -> Decision.refused(Refusal.notFound("tenant", command.tenant())));
    }

    private static Decision put(Tenant old, Command.TenantSettings settings) {
        String name = settings.name() == null ? old.name() : settings.name();
        boolean active = settings.active() == null ? old.active() : settings.active();
        return Names.problem(name)
                .map(Decision::refused)
                .orElseGet(() -> Decision.changes(
                        new Change.TenantPut(new Tenant(old.id(), old.account(), name, active, old.createdAt()))));
    }

    private static Decision delete(State state, DeleteTenant command) {
        if (reach(state, command.account(), command.tenant()).isEmpty()) {
            return Decision.refused(Refusal.notFound("tenant", command.tenant()));
        }
        long datasets = state.datasetsOf(command.tenant()).count();
        if (datasets > 0) {
            return Decision.refused(Refusal.conflict(
                    "tenant_not_empty",
                    "tenant '" + command.tenant() + "' has " + datasets + " datasets: delete them first"));
        }
        long tables = state.tables().newestOf(command.tenant()).count();
        if (tables > 0) {
            return Decision.refused(Refusal.conflict(
                    "tenant_not_empty",
                    "tenant '" + command.tenant() + "' has " + tables + " tables: delete them first"));
        }
        long queries = state.queriesOf(command.tenant()).count();
        if (queries > 0) {
            return Decision.refused(Refusal.conflict(
                    "tenant_not_empty",
                    "tenant '" + command.tenant() + "' has " + queries + " saved queries: delete them first"));
        }
        return Decision.changes(new Change.TenantRemoved(command.tenant()));
    }

    /** The tenant, if it is there and the account's. */
    static Optional<Tenant> reach(State state, ResourceId account, ResourceId tenant) {
        return Optional.ofNullable(state.tenants().get(tenant))
                .filter(found -> found.account().equals(account));
    }
}
