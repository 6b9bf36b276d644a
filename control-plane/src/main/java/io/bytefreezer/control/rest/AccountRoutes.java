package io.bytefreezer.control.rest;

import io.bytefreezer.control.decision.Command.CreateAccount;
import io.bytefreezer.control.decision.Command.DeleteAccount;
import io.bytefreezer.control.decision.Command.RenameAccount;
import io.bytefreezer.control.decision.Refusal;
import io.bytefreezer.control.state.Account;
import io.bytefreezer.schemas.name.ResourceId;
import java.util.Comparator;
import java.util.List;

/** Accounts: keys of the system account see all and create them, others see their own. */
final class AccountRoutes {

    private static final String ALL = "/api/v1/accounts";
    private static final String ONE = ALL + "/{account}";

    private final Backend backend;

    AccountRoutes(Backend backend) {
        this.backend = backend;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, "listAccounts", "Lists the accounts the key may see.", this::list)
                        .givesListOf(Account.class),
                Route.post(
                                ALL,
                                "createAccount",
                                "Creates an account; only with a key of the system account.",
                                this::create)
                        .takes(Bodies.NewAccount.class)
                        .creates(Account.class),
                Route.get(ONE, "getAccount", "Gives one account.", call -> Reply.ok(one(call, call.id("account"))))
                        .gives(Account.class),
                Route.put(ONE, "updateAccount", "Renames an account.", this::update)
                        .takes(Bodies.AccountSettings.class)
                        .gives(Account.class),
                Route.delete(ONE, "deleteAccount", "Deletes an account that has no tenants.", this::delete));
    }

    private Reply list(Call call) {
        return Reply.ok(backend.state(call).accounts().values().stream()
                .filter(account -> call.actor().administers(account.id()))
                .sorted(Comparator.comparing(Account::id))
                .toList());
    }

    private Reply create(Call call) {
        Bodies.NewAccount body = call.body(Bodies.NewAccount.class);
        backend.execute(call, new CreateAccount(body.id(), body.name()));
        return Reply.created(one(call, body.id()));
    }

    private Reply update(Call call) {
        ResourceId id = call.id("account");
        backend.execute(
                call,
                new RenameAccount(id, call.body(Bodies.AccountSettings.class).name()));
        return Reply.ok(one(call, id));
    }

    private Reply delete(Call call) {
        backend.execute(call, new DeleteAccount(call.id("account")));
        return Reply.none();
    }

    private Account one(Call call, ResourceId id) {
        Account account = backend.state(call).accounts().get(id);
        if (account == null || !call.actor().administers(id)) {
            throw new RefusedException(Refusal.notFound("account", id));
        }
        return account;
    }
}
