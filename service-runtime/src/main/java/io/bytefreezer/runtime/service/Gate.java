package io.bytefreezer.runtime.service;

import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.http.HttpErrors;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Set;

/** Lets requests through to a service only while it serves; its health and metrics can always be asked. Safe for use by many threads. */
final class Gate implements Filter {

    private enum State {
        STARTING,
        SERVING,
        CLOSING
    }

    private static final Set<String> ALWAYS = Set.of(HealthRoutes.HEALTH, HealthRoutes.METRICS);
    private static final String RETRY_SECONDS = "1";

    private volatile State state = State.STARTING;

    void open() {
        state = State.SERVING;
    }

    void close() {
        state = State.CLOSING;
    }

    /** The service's health while it serves, what keeps it from serving otherwise. */
    Health health(Service service) {
        return switch (state) {
            case STARTING -> Health.down("starting");
            case SERVING -> service.health();
            case CLOSING -> Health.down("stopping");
        };
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        State now = state;
        if (now == State.SERVING || ALWAYS.contains(request.path().path())) {
            chain.proceed();
            return;
        }
        String why = now == State.STARTING ? "starting" : "stopping";
        response.header(HeaderNames.RETRY_AFTER, RETRY_SECONDS);
        HttpErrors.send(response, Status.SERVICE_UNAVAILABLE_503, why, "the service is " + why + ": try again");
    }
}
