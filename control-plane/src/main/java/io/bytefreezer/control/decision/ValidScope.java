package io.bytefreezer.control.decision;

import io.bytefreezer.control.decision.Command.CreateKey;
import io.bytefreezer.control.state.State;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.KeyHash;
import io.bytefreezer.schemas.snapshot.KeyLimits;
import io.bytefreezer.schemas.snapshot.KeyScope;
import io.bytefreezer.schemas.snapshot.KeyScope.Grant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks what a new key is for and what it reaches. Pure. */
final class ValidScope {

    private static final Set<String> SCOPED = Set.of(KeyHash.QUERY, KeyHash.INGEST);
    private static final int GRANTS_MAX = 100;
    private static final int COLUMNS_MAX = 200;
    private static final int COLUMN_LENGTH_MAX = 255;
    private static final int FILTER_LENGTH_MAX = 4_000;
    private static final String ERROR = "invalid_scope";

    private ValidScope() {}

    static Optional<Refusal> problem(State state, CreateKey command) {
        String type = command.key().type();
        KeyScope scope = command.key().scope();
        if (type.equals(KeyHash.SERVICE)) {
            return scope == null
                    ? Optional.empty()
                    : bad("a service key reaches its whole account: leave the scope out, or take another type", "");
        }
        if (!SCOPED.contains(type)) {
            return Optional.of(Refusal.invalid("invalid_type", "a key is of type service, query or ingest", "/type"));
        }
        if (scope == null || scope.grants().isEmpty() || scope.grants().size() > GRANTS_MAX) {
            return bad(
                    "a key of type " + type + " needs a scope of 1 to " + GRANTS_MAX
                            + " grants, e.g. {\"grants\": [{\"tenant\": \"acme\"}]}",
                    "");
        }
        return limits(type, scope.limits()).or(() -> grants(state, command.account(), type, scope.grants()));
    }

    private static Optional<Refusal> limits(String type, @Nullable KeyLimits limits) {
        if (limits == null) {
            return Optional.empty();
        }
        if (!type.equals(KeyHash.QUERY)) {
            return bad("limits are for keys of type query", "/limits");
        }
        return limits.leaveRoom()
                ? Optional.empty()
                : bad("a limit is at least 1; leave it out for what the query service gives to each key", "/limits");
    }

    private static Optional<Refusal> grants(State state, ResourceId account, String type, List<Grant> grants) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < grants.size(); i++) {
            Grant grant = grants.get(i);
            String pointer = "/grants/" + i;
            if (!seen.add(grant.tenant() + "/" + grant.dataset())) {
                return bad("a tenant or dataset has one grant, this is its second", pointer);
            }
            Optional<Refusal> problem = grant(state, account, grant, pointer).or(() -> filters(type, grant, pointer));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> grant(State state, ResourceId account, Grant grant, String pointer) {
        if (state.tenantsOf(account).noneMatch(tenant -> tenant.id().equals(grant.tenant()))) {
            return bad("there is no tenant '" + grant.tenant() + "' here: create it first", pointer + "/tenant");
        }
        @Nullable ResourceId dataset = grant.dataset();
        if (dataset != null && !state.datasets().containsKey(new DatasetRef(grant.tenant(), dataset))) {
            return bad(
                    "tenant '" + grant.tenant() + "' has no dataset '" + dataset + "': create it first, or leave it"
                            + " out for all of the tenant",
                    pointer + "/dataset");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> filters(String type, Grant grant, String pointer) {
        if (type.equals(KeyHash.INGEST) && grant.restricts()) {
            return bad("columns, hidden and filter are for keys of type query", pointer);
        }
        if (grant.columns().size() > COLUMNS_MAX || grant.hidden().size() > COLUMNS_MAX) {
            return bad("a grant names at most " + COLUMNS_MAX + " columns", pointer);
        }
        if (Stream.concat(grant.columns().stream(), grant.hidden().stream())
                .anyMatch(name -> name.isBlank() || name.length() > COLUMN_LENGTH_MAX)) {
            return bad("a column's name has 1 to " + COLUMN_LENGTH_MAX + " characters", pointer);
        }
        String filter = grant.filter();
        if (filter != null && (filter.isBlank() || filter.length() > FILTER_LENGTH_MAX)) {
            return bad("a filter has 1 to " + FILTER_LENGTH_MAX + " characters", pointer + "/filter");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> bad(String message, String pointer) {
        return Optional.of(Refusal.invalid(ERROR, message, "/scope" + pointer));
    }
}
