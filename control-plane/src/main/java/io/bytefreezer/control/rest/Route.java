package io.bytefreezer.control.rest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One route: what the server does and what the OpenAPI document says about it.
 *
 * @param method e.g. {@code GET}
 * @param path with parameters in braces
 * @param operation its name, unique, for clients made from the OpenAPI document
 * @param summary one sentence
 * @param handler what it does
 * @param contract what it takes and gives
 */
record Route(String method, String path, String operation, String summary, Handler handler, Contract contract) {

    /** Answers a request. */
    interface Handler {
        Reply handle(Call call) throws InterruptedException;
    }

    /**
     * What a route takes and gives.
     *
     * @param open whether it works without a key
     * @param request type of the body, or null for none; {@code JsonNode} for any object
     * @param response type of the answer's body, or null for none
     * @param list whether the answer is a list of these
     * @param status the status of success
     * @param queries parameters of the query
     */
    record Contract(
            boolean open,
            @Nullable Class<?> request,
            @Nullable Class<?> response,
            boolean list,
            int status,
            List<Query> queries) {

        Contract {
            queries = List.copyOf(queries);
        }
    }

    /**
     * A parameter of the query.
     *
     * @param type its type in JSON Schema
     */
    record Query(String name, String type, String description) {}

    static Route get(String path, String operation, String summary, Handler handler) {
        return route("GET", path, operation, summary, handler);
    }

    static Route post(String path, String operation, String summary, Handler handler) {
        return route("POST", path, operation, summary, handler);
    }

    static Route put(String path, String operation, String summary, Handler handler) {
        return route("PUT", path, operation, summary, handler);
    }

    static Route delete(String path, String operation, String summary, Handler handler) {
        return route("DELETE", path, operation, summary, handler).contract(false, null, null, false, 204);
    }

    private static Route route(String method, String path, String operation, String summary, Handler handler) {
        return new Route(
                method, path, operation, summary, handler, new Contract(false, null, null, false, 200, List.of()));
    }

    Route open() {
        return contract(true, contract.request, contract.response, contract.list, contract.status);
    }

    Route takes(Class<?> body) {
        return contract(contract.open, body, contract.response, contract.list, contract.status);
    }

    Route gives(Class<?> body) {
        return contract(contract.open, contract.request, body, false, contract.status);
    }

    Route givesListOf(Class<?> body) {
        return contract(contract.open, contract.request, body, true, contract.status);
    }

    Route creates(Class<?> body) {
        return contract(contract.open, contract.request, body, false, 201);
    }

    /** With a whole number in the query. */
    Route asks(String query, String description) {
        return asks(new Query(query, "integer", description));
    }

    /** With a text in the query. */
    Route asksText(String query, String description) {
        return asks(new Query(query, "string", description));
    }

    private Route asks(Query query) {
        List<Query> queries = new ArrayList<>(contract.queries);
        queries.add(query);
        return new Route(
                method,
                path,
                operation,
                summary,
                handler,
                new Contract(
                        contract.open, contract.request, contract.response, contract.list, contract.status, queries));
    }

    private Route contract(
            boolean open, @Nullable Class<?> request, @Nullable Class<?> response, boolean list, int status) {
        Contract changed = new Contract(open, request, response, list, status, contract.queries);
        return new Route(method, path, operation, summary, handler, changed);
    }
}
