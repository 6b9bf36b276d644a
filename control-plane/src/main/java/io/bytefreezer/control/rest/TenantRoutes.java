package io.bytefreezer.control.rest;

import io.bytefreezer.control.decision.Command.CreateTenant;
import io.bytefreezer.control.decision.Command.DeleteTenant;
import io.bytefreezer.control.decision.Command.UpdateTenant;
import io.bytefreezer.control.decision.Refusal;
import io.bytefreezer.control.state.Tenant;
import io.bytefreezer.schemas.name.ResourceId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Tenants, by two paths: with the account in it, and without, which means the key's. */
final class TenantRoutes {

    private final Backend backend;

    TenantRoutes(Backend backend) {
        this.backend = backend;
    }

    List<Route> routes() {
        return Stream.concat(
                        under("/api/v1/tenants", "").stream(),
                        under("/api/v1/accounts/{account}/tenants", "OfAccount").stream())
                .toList();
    }

    private List<Route> under(String all, String suffix) {
        String one = all + "/{tenant}";
        return List.of(
                Route.get(all, "listTenants" + suffix, "Lists the account's tenants.", guarded(this::list))
                        .givesListOf(Tenant.class),
                Route.post(all, "createTenant" + suffix, "Creates a tenant.", guarded(this::create))
                        .takes(Bodies.NewTenant.class)
                        .creates(Tenant.class),
                Route.get(
                                one,
                                "getTenant" + suffix,
                                "Gives one tenant.",
                                guarded(call -> Reply.ok(one(call, call.id("tenant")))))
                        .gives(Tenant.class),
                Route.put(one, "updateTenant" + suffix, "Changes what is given of a tenant.", guarded(this::update))
                        .takes(Bodies.TenantUpdate.class)
                        .gives(Tenant.class),
                Route.delete(
                        one, "deleteTenant" + suffix, "Deletes a tenant that has no datasets.", guarded(this::delete)));
    }

    /** Another account in the path is not there as far as this key goes. */
    private static Route.Handler guarded(Route.Handler handler) {
        return call -> {
            if (call.has("account") && !call.id("account").equals(call.account())) {
                throw new RefusedException(Refusal.notFound("account", call.id("account")));
            }
            return handler.handle(call);
        };
    }

    private Reply list(Call call) {
        return Reply.ok(backend.state(call)
                .tenantsOf(call.account())
                .sorted(Comparator.comparing(Tenant::id))
                .toList());
    }

    private Reply create(Call call) {
        Bodies.NewTenant body = call.body(Bodies.NewTenant.class);
        backend.execute(call, new CreateTenant(call.account(), body.id(), body.settings()));
        return Reply.created(one(call, body.id()));
    }

    private Reply update(Call call) {
        ResourceId id = call.id("tenant");
        Bodies.TenantUpdate body = call.body(Bodies.TenantUpdate.class);
        backend.execute(call, new UpdateTenant(call.account(), id, body.settings()));
        return Reply.ok(one(call, id));
    }

    private Reply delete(Call call) {
        backend.execute(call, new DeleteTenant(call.account(), call.id("tenant")));
        return Reply.none();
    }

    private Tenant one(Call call, ResourceId id) {
        return backend.tenant(call, backend.state(call), id);
    }
}
