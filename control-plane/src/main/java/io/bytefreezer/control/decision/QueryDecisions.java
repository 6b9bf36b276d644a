package io.bytefreezer.control.decision;

import io.bytefreezer.control.decision.Command.DeleteQuery;
import io.bytefreezer.control.decision.Command.PutQuery;
import io.bytefreezer.control.state.Change;
import io.bytefreezer.control.state.QueryRef;
import io.bytefreezer.control.state.SavedQuery;
import io.bytefreezer.control.state.State;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Decisions about saved queries. Whether a text is SQL that runs is seen when it runs: tables and columns come and go. */
final class QueryDecisions {

    private QueryDecisions() {}

    static Decision decide(State state, Actor actor, Command.OnQuery command, Instant now) {
        QueryRef query = command.query();
        if (!actor.account().equals(command.account())
                || TenantDecisions.reach(state, command.account(), query.tenant())
                        .isEmpty()) {
            return Decision.refused(Refusal.notFound("tenant", query.tenant()));
        }
        return switch (command) {
            case PutQuery put -> put(state, actor, put, now);
            case DeleteQuery delete ->
                state.queries().containsKey(query)
                        ? Decision.changes(new Change.QueryRemoved(query))
                        : Decision.refused(Refusal.notFound("query", query));
        };
    }

    private static Decision put(State state, Actor actor, PutQuery command, Instant now) {
        String name = command.name() == null ? command.query().id().value() : command.name();
        String description = command.description() == null ? "" : command.description();
        SavedQuery query = new SavedQuery(command.query(), name, description, command.sql(), now, actor.keyId());
        return problem(query)
                .or(() -> tooMuch(state, query))
                .map(Decision::refused)
                .orElseGet(() -> Decision.changes(new Change.QueryPut(query)));
    }

    private static Optional<Refusal> problem(SavedQuery query) {
        if (query.name().length() > Limits.QUERY_NAME_MAX) {
            return invalid(
                    "a name has 1 to " + Limits.QUERY_NAME_MAX + " characters, not "
                            + query.name().length(),
                    "/name");
        }
        Optional<Refusal> name = Names.problem(query.name());
        if (name.isPresent()) {
            return name;
        }
        if (query.description().length() > Limits.QUERY_DESCRIPTION_MAX) {
            return invalid(
                    "a description has at most " + Limits.QUERY_DESCRIPTION_MAX + " characters, not "
                            + query.description().length(),
                    "/description");
        }
        int bytes = query.sql().getBytes(StandardCharsets.UTF_8).length;
        if (query.sql().isBlank() || bytes > Limits.QUERY_BYTES_MAX) {
            return invalid("a query has 1 to " + Limits.QUERY_BYTES_MAX + " bytes, not " + bytes, "/sql");
        }
        return unstorable(query.description(), "/description").or(() -> unstorable(query.sql(), "/sql"));
    }

    private static Optional<Refusal> unstorable(String text, String pointer) {
        return text.codePoints().anyMatch(QueryDecisions::isOdd)
                ? invalid(
                        "a text has no halves of characters, and of control characters only tabs and line breaks",
                        pointer)
                : Optional.empty();
    }

    private static boolean isOdd(int character) {
        return Character.getType(character) == Character.SURROGATE
                || (Character.isISOControl(character) && "\t\r\n".indexOf(character) < 0);
    }

    private static Optional<Refusal> invalid(String message, String pointer) {
        return Optional.of(Refusal.invalid("invalid_query", message, pointer));
    }

    private static Optional<Refusal> tooMuch(State state, SavedQuery query) {
        QueryRef ref = query.ref();
        boolean isNew = !state.queries().containsKey(ref);
        if (isNew && state.queriesOf(ref.tenant()).count() >= Limits.QUERIES_MAX) {
            return Optional.of(Refusal.conflict(
                    "too_many_queries", "a tenant has at most " + Limits.QUERIES_MAX + " saved queries"));
        }
        long others = state.queries().entrySet().stream()
                .filter(other -> !other.getKey().equals(ref))
                .mapToLong(other -> other.getValue())
                .sum();
        return others + query.bytes() <= Limits.QUERY_BYTES_TOGETHER_MAX
                ? Optional.empty()
                : Optional.of(Refusal.conflict(
                        "queries_too_large",
                        "the saved queries of an account have at most " + Limits.QUERY_BYTES_TOGETHER_MAX
                                + " bytes together; the others have " + others + ", and this one " + query.bytes()));
    }
}
