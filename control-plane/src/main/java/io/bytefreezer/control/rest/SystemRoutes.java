package io.bytefreezer.control.rest;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.bytefreezer.control.state.AuditEntry;
import io.bytefreezer.control.store.History;
import io.bytefreezer.transformations.FilterCatalogue;
import io.bytefreezer.transformations.check.DocumentSchema;
import java.util.List;

/** What is about the installation as a whole. */
final class SystemRoutes {

    private static final int AUDIT_BY_DEFAULT = 100;
    private static final int AUDIT_MAX = 1_000;

    private final History history;

    SystemRoutes(History history) {
        this.history = history;
    }

    /** Where to go from here. */
    record Discovery(
            String name,

            @JsonPropertyDescription("Where the OpenAPI document is.")
            String openapi,

            @JsonPropertyDescription("All routes, method first.")
            List<String> routes) {}

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/audit-logs", "listAuditLogs", "Lists who did what, the latest first.", this::audit)
                        .givesListOf(AuditEntry.class)
                        .asks(
                                "limit",
                                "At most as many; " + AUDIT_BY_DEFAULT + " where left out, " + AUDIT_MAX + " at most.")
                        .asks("before", "Only those with a smaller id: the next page."),
                Route.get(
                                "/api/v1/piper/filters",
                                "listFilters",
                                "Lists the filters a transformation may use, with their options and examples.",
                                call -> Reply.ok(FilterCatalogue.entries()))
                        .givesListOf(FilterCatalogue.FilterEntry.class),
                Route.get(
                                "/api/v1/piper/formats",
                                "listFormats",
                                "Lists the formats a transformation may name, with their options.",
                                call -> Reply.ok(FilterCatalogue.formats()))
                        .givesListOf(FilterCatalogue.FormatEntry.class),
                Route.get(
                                "/api/v1/piper/transformations/schema",
                                "getTransformationSchema",
                                "Gives the JSON Schema of transformations, for editors.",
                                call -> Reply.ok(DocumentSchema.json()))
                        .gives(com.fasterxml.jackson.databind.JsonNode.class));
    }

    /** The routes that tell about all routes: these and themselves. */
    static List<Route> aboutAll(Route.Handler discovery, Route.Handler openApi) {
        return List.of(
                Route.get("/api/v1", "discover", "Says where to go from here.", discovery)
                        .gives(Discovery.class)
                        .open(),
                Route.get("/openapi.json", "getOpenApi", "Gives this document.", openApi)
                        .gives(com.fasterxml.jackson.databind.JsonNode.class)
                        .open());
    }

    private Reply audit(Call call) {
        int limit = Math.toIntExact(call.query("limit", AUDIT_BY_DEFAULT, AUDIT_MAX));
        long before = call.query("before", Long.MAX_VALUE, Long.MAX_VALUE);
        return Reply.ok(history.audit(call.actor().system() ? null : call.account(), before, limit));
    }
}
