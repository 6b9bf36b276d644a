package io.bytefreezer.query.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bytefreezer.runtime.http.Json;
import io.bytefreezer.runtime.suggest.Nearest;
import io.bytefreezer.schemas.snapshot.SavedQuery;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/v1/queries}, and requests that name a saved query in place of SQL: its text is then checked and run as if the caller had sent it. Safe for use by many threads.
 */
final class SavedQueries {

    private static final int ID_CHARS_MAX = 63;

    private final Access access;

    SavedQueries(Access access) {
        this.access = access;
    }

    /** The saved queries of the tenants that the key reaches, or of one of them. */
    void list(QueryBackend backend, ServerRequest request, ServerResponse response) throws HttpRefusal {
        Access.Seen seen = access.require(request);
        Optional<String> tenant = request.query().first("tenant").asOptional();
        if (tenant.isPresent()
                && seen.snapshot().tenants().stream()
                        .noneMatch(known -> known.id().value().equals(tenant.get()))) {
            throw new HttpRefusal(
                    Status.NOT_FOUND_404, "unknown_tenant", "there is no such tenant; GET /api/v1/datasets lists all");
        }
        ObjectNode body = Json.mapper().createObjectNode();
        ArrayNode queries = body.putArray("queries");
        for (SavedQuery query : of(seen, tenant.orElse(null))) {
            queries.addObject()
                    .put("tenant", query.tenant().value())
                    .put("id", query.id().value())
                    .put("name", query.name())
                    .put("description", query.description())
                    .put("sql", query.sql());
        }
        response.header(HeaderValues.CONTENT_TYPE_JSON).send(Json.bytes(body));
    }

    /** The request with the text of the query that it names; the same where it has a text of its own. */
    static QueryRequest resolve(Access.Seen seen, QueryRequest request) throws HttpRefusal {
        String id = request.saved();
        if (id == null) {
            return request;
        }
        List<SavedQuery> reached = of(seen, request.tenant());
        List<SavedQuery> named =
                reached.stream().filter(query -> query.id().value().equals(id)).toList();
        if (named.size() > 1) {
            throw new HttpRefusal(
                    Status.BAD_REQUEST_400,
                    "bad_request",
                    "give \"tenant\": '" + id + "' is a saved query of "
                            + named.stream()
                                    .map(query -> query.tenant().value())
                                    .collect(Collectors.joining(", ")));
        }
        if (named.isEmpty()) {
            List<String> ids = reached.stream().map(query -> query.id().value()).toList();
            throw new HttpRefusal(
                    Status.NOT_FOUND_404,
                    "unknown_query",
                    "there is no saved query '" + shown(id) + "' (GET /api/v1/queries lists all)"
                            + Nearest.suggestion(id, ids));
        }
        return request.with(named.getFirst());
    }

    /** An id as anybody may have sent it, for messages and the log. */
    static @Nullable String shown(@Nullable String id) {
        return id == null || id.length() <= ID_CHARS_MAX ? id : id.substring(0, ID_CHARS_MAX) + "…";
    }

    private static List<SavedQuery> of(Access.Seen seen, @Nullable String tenant) {
        return seen.snapshot().queries().stream()
                .filter(query -> tenant == null || query.tenant().value().equals(tenant))
                .toList();
    }
}
