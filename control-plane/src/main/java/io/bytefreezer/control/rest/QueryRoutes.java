package io.bytefreezer.control.rest;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.bytefreezer.control.decision.Command.DeleteQuery;
import io.bytefreezer.control.decision.Command.PutQuery;
import io.bytefreezer.control.decision.Refusal;
import io.bytefreezer.control.state.QueryRef;
import io.bytefreezer.control.state.SavedQuery;
import io.bytefreezer.schemas.name.ResourceId;
import java.time.Instant;
import java.util.List;

/** A tenant's saved queries, which query services run by their ids. */
final class QueryRoutes {

    private static final String ALL = "/api/v1/tenants/{tenant}/queries";
    private static final String ONE = ALL + "/{query}";

    private final Backend backend;

    QueryRoutes(Backend backend) {
        this.backend = backend;
    }

    /** A saved query. */
    record QueryView(
            @JsonPropertyDescription("Unique in its tenant.")
            ResourceId id,

            @JsonPropertyDescription("What people call it.") String name,

            @JsonPropertyDescription("What it is for.") String description,

            @JsonPropertyDescription("Its text.") String sql,

            Instant updatedAt,

            @JsonPropertyDescription("Id of the key that put it.")
            String updatedBy) {

        static QueryView of(SavedQuery query) {
            return new QueryView(
                    query.ref().id(),
                    query.name(),
                    query.description(),
                    query.sql(),
                    query.updatedAt(),
                    query.updatedBy());
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, "listQueries", "Lists a tenant's saved queries.", this::list)
                        .givesListOf(QueryView.class),
                Route.put(
                                ONE,
                                "putQuery",
                                "Saves a query, in place of one with the same id. Its SQL is checked when it runs.",
                                this::put)
                        .takes(Bodies.QueryText.class)
                        .gives(QueryView.class),
                Route.get(ONE, "getQuery", "Gives one saved query.", call -> Reply.ok(one(call)))
                        .gives(QueryView.class),
                Route.delete(ONE, "deleteQuery", "Deletes a saved query.", this::delete));
    }

    private Reply list(Call call) {
        ResourceId tenant = call.id("tenant");
        backend.stateWith(call, tenant);
        return Reply.ok(
                backend.history().queries(tenant).stream().map(QueryView::of).toList());
    }

    private Reply put(Call call) {
        QueryRef ref = ref(call);
        Bodies.QueryText body = call.body(Bodies.QueryText.class);
        boolean isNew = !backend.state(call).queries().containsKey(ref);
        backend.execute(call, new PutQuery(call.account(), ref, body.name(), body.description(), body.sql()));
        return isNew ? Reply.created(one(call)) : Reply.ok(one(call));
    }

    private Reply delete(Call call) {
        backend.execute(call, new DeleteQuery(call.account(), ref(call)));
        return Reply.none();
    }

    private QueryView one(Call call) {
        QueryRef ref = ref(call);
        backend.stateWith(call, ref.tenant());
        return backend.history()
                .query(ref)
                .map(QueryView::of)
                .orElseThrow(() -> new RefusedException(Refusal.notFound("query", ref)));
    }

    private static QueryRef ref(Call call) {
        return new QueryRef(call.id("tenant"), call.id("query"));
    }
}
