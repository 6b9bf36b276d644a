package io.bytefreezer.control.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bytefreezer.control.lookup.StoredTables;
import io.bytefreezer.control.store.KeyRing;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The REST interface on an HTTP server: finds the key, calls the route, writes the answer, counts. */
public final class ControlApi {

    private static final Logger LOG = LoggerFactory.getLogger(ControlApi.class);

    private final Gate gate;
    private final ServiceMetrics metrics;
    private final List<Route> routes;
    private final ObjectNode openApi;

    /** The interface to this backend. */
    public ControlApi(Backend backend, ServiceMetrics metrics) {
        this.gate = new Gate(backend.keys());
        this.metrics = metrics;
        StoredTables tables = new StoredTables(backend.history());
        this.routes = Stream.of(
                        SystemRoutes.aboutAll(this::discovery, this::openApi),
                        new AccountRoutes(backend).routes(),
                        new TenantRoutes(backend).routes(),
                        new DatasetRoutes(backend).routes(),
                        new TransformationRoutes(backend, tables).routes(),
                        new TrialRoutes(backend, tables).routes(),
                        new TableRoutes(backend).routes(),
                        new QueryRoutes(backend).routes(),
                        new KeyRoutes(backend).routes(),
                        new SystemRoutes(backend.history()).routes(),
                        new SnapshotRoutes(backend, gate).routes())
                .flatMap(List::stream)
                .toList();
        this.openApi = OpenApi.of(routes);
    }

    /** Adds all routes. */
    public void mount(HttpRouting.Builder routing) {
        for (Route route : routes) {
            routing.route(
                    Method.create(route.method()),
                    route.path(),
                    (request, response) -> send(response, answer(route, request)));
        }
        routing.any("/api/*", (request, response) -> send(response, noRoute(request)));
    }

    private Reply discovery(Call call) {
        return Reply.ok(new SystemRoutes.Discovery(
                "bytefreezer-control",
                "/openapi.json",
                routes.stream()
                        .map(route -> route.method() + " " + route.path())
                        .toList()));
    }

    private Reply openApi(Call call) {
        return Reply.ok(openApi);
    }

    private Reply answer(Route route, ServerRequest request) {
        Reply reply = tried(route, request);
        metrics.counter("requests", "operation", route.operation(), "status", String.valueOf(reply.status()))
                .increment();
        return reply;
    }

    private Reply tried(Route route, ServerRequest request) {
        try {
            KeyRing.Shown shown = route.contract().open() ? null : gate.enter(request);
            return route.handler().handle(new Call(request, shown));
        } catch (RefusedException e) {
            return e.reply();
        } catch (JdbiException e) {
            LOG.warn("{} failed in the database", route.operation(), e);
            return Reply.of(503, ErrorView.of("database_unavailable", "the database does not answer: try again"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.of(503, ErrorView.of("stopping", "the control plane stops: try again"));
        } catch (RuntimeException e) {
            LOG.error("{} failed", route.operation(), e);
            return Reply.of(500, ErrorView.of("internal", "this is a fault of the control plane: see its log"));
        }
    }

    private static Reply noRoute(ServerRequest request) {
        String asked = request.prologue().method().text() + " " + request.path().path();
        return Reply.of(404, ErrorView.of("no_such_route", "there is no " + asked + ": see /openapi.json"));
    }

    private static void send(ServerResponse response, Reply reply) {
        response.status(reply.status());
        response.header("Content-Type", "application/json");
        reply.headers().forEach(response::header);
        switch (reply.status()) {
            case 401 -> response.header("WWW-Authenticate", "Bearer");
            case 429, 503 -> response.header("Retry-After", "1");
            default -> {}
        }
        if (reply.body() == null) {
            response.headers().remove(HeaderNames.CONTENT_TYPE);
            response.send();
            return;
        }
        response.send(reply.body() instanceof byte[] bytes ? bytes : ApiJson.bytes(reply.body()));
    }
}
