package io.bytefreezer.control.rest;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.bytefreezer.control.decision.Command.CreateKey;
import io.bytefreezer.control.decision.Command.RevokeKey;
import io.bytefreezer.control.decision.Refusal;
import io.bytefreezer.control.key.FreshKey;
import io.bytefreezer.control.state.ServiceKey;
import io.bytefreezer.control.state.State;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.KeyScope;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keys, by two paths: with the account in it, which the system account may use for any, and without, which means the key's own. */
final class KeyRoutes {

    private final Backend backend;

    KeyRoutes(Backend backend) {
        this.backend = backend;
    }

    /** A key as it is shown ever after. */
    record KeyView(
            String id,
            ResourceId account,
            @JsonPropertyDescription("What people call it.") String name,

            @JsonPropertyDescription("Its first 8 characters, by which people recognise it.")
            String prefix,

            @JsonPropertyDescription(
                    "What it may do: `service` is everything in its account, `query` and `ingest` what is in their scope.")
            String type,

            @JsonPropertyDescription("What it reaches; absent for `service`.") @Nullable KeyScope scope,

            Instant createdAt,

            @JsonPropertyDescription("To the minute; absent where it was never used.") @Nullable Instant lastUsedAt,

            @JsonPropertyDescription("Absent while it is good.") @Nullable Instant revokedAt) {

        static KeyView of(ServiceKey key) {
            return new KeyView(
                    key.id(),
                    key.account(),
                    key.name(),
                    key.prefix(),
                    key.type(),
                    key.hash().scope(),
                    key.createdAt(),
                    key.lastUsedAt(),
                    key.revokedAt());
        }
    }

    /** A key as it is shown once. */
    record CreatedKey(
            @JsonPropertyDescription("The key in clear: this is the only time it is shown.")
            String key,

            String id,
            ResourceId account,
            String name,
            String prefix,
            String type,

            @JsonPropertyDescription("What it reaches; absent for `service`.") @Nullable KeyScope scope) {}

    List<Route> routes() {
        return Stream.concat(
                        under("/api/v1/keys", "").stream(),
                        under("/api/v1/accounts/{account}/keys", "OfAccount").stream())
                .toList();
    }

    private List<Route> under(String all, String suffix) {
        String one = all + "/{key}";
        return List.of(
                Route.get(all, "listKeys" + suffix, "Lists the account's keys, revoked ones too.", this::list)
                        .givesListOf(KeyView.class),
                Route.post(all, "createKey" + suffix, "Creates a key and shows it, once.", this::create)
                        .takes(Bodies.NewKey.class)
                        .creates(CreatedKey.class),
                Route.delete(one, "deleteKey" + suffix, "Revokes a key, at once.", this::delete),
                Route.post(one + "/revoke", "revokeKey" + suffix, "Revokes a key, at once.", this::revoke)
                        .gives(KeyView.class));
    }

    private Reply list(Call call) {
        ResourceId account = account(call);
        return Reply.ok(reach(call, account).keys().values().stream()
                .sorted(Comparator.comparing(ServiceKey::createdAt).thenComparing(ServiceKey::id))
                .map(KeyView::of)
                .toList());
    }

    private Reply create(Call call) {
        Bodies.NewKey wanted = call.body(Bodies.NewKey.class);
        String name = wanted.name();
        FreshKey fresh = backend.mint().fresh().scoped(wanted.type(), wanted.scope());
        ResourceId account = account(call);
        backend.execute(call, new CreateKey(account, name, fresh.hash()));
        return Reply.created(new CreatedKey(
                        fresh.clear().value(),
                        fresh.hash().id(),
                        account,
                        name,
                        fresh.hash().prefix(),
                        fresh.hash().type(),
                        fresh.hash().scope()))
                .with("Cache-Control", "no-store");
    }

    private Reply delete(Call call) {
        backend.execute(call, new RevokeKey(account(call), call.parameter("key")));
        return Reply.none();
    }

    private Reply revoke(Call call) {
        ResourceId account = account(call);
        String id = call.parameter("key");
        backend.execute(call, new RevokeKey(account, id));
        ServiceKey key = reach(call, account).keys().get(id);
        if (key == null) {
            throw new RefusedException(Refusal.notFound("key", id));
        }
        return Reply.ok(KeyView.of(key));
    }

    private static ResourceId account(Call call) {
        return call.has("account") ? call.id("account") : call.account();
    }

    private State reach(Call call, ResourceId account) {
        State state = backend.store().state(account);
        if (!call.actor().administers(account) || !state.accounts().containsKey(account)) {
            throw new RefusedException(Refusal.notFound("account", account));
        }
        return state;
    }
}
