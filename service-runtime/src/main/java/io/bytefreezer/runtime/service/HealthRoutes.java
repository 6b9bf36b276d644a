package io.bytefreezer.runtime.service;

import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.http.Json;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code GET /health} and {@code GET /metrics}. Safe for use by many threads. */
final class HealthRoutes {

    static final String HEALTH = "/health";
    static final String METRICS = "/metrics";

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Service service;
    private final Gate gate;
    private final ServiceMetrics metrics;

    HealthRoutes(Service service, Gate gate, ServiceMetrics metrics) {
        this.service = service;
        this.gate = gate;
        this.metrics = metrics;
    }

    void addTo(HttpRouting.Builder routing) {
        routing.get(HEALTH, this::health).get(METRICS, this::metrics);
    }

    /** What {@code /health} answers with. */
    private record Body(Health.Status status, List<String> reasons, String service, String version) {}

    private void health(ServerRequest request, ServerResponse response) {
        Health health = gate.health(service);
        Status status = health.status() == Health.Status.DOWN ? Status.SERVICE_UNAVAILABLE_503 : Status.OK_200;
        Body body = new Body(health.status(), health.reasons(), service.name(), BuildVersion.current());
        response.status(status).header(HeaderValues.CONTENT_TYPE_JSON).send(Json.bytes(body));
    }

    private void metrics(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, PROMETHEUS)
                .send(metrics.scrape().getBytes(StandardCharsets.UTF_8));
    }
}
