package io.bytefreezer.runtime.service;

import io.bytefreezer.runtime.http.ErrorBody;
import io.bytefreezer.runtime.http.Json;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what never reached a handler, or failed in one, with the same JSON as every other refusal. Stateless. */
final class ErrorAnswers implements DirectHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

    private ErrorAnswers() {}

    static DirectHandlers handlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        ErrorAnswers answers = new ErrorAnswers();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, answers);
        }
        return handlers.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            Throwable thrown,
            System.@Nullable Logger logger) {
        if (type == EventType.INTERNAL_ERROR) {
            LOG.error("A request failed: {} {}", request.method(), request.path(), thrown);
        }
        return handle(request, type, status, headers, String.valueOf(thrown.getMessage()));
    }

    @Override
    public TransportResponse handle(
            TransportRequest request, EventType type, Status status, ServerResponseHeaders headers, String message) {
        String error = status.reasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
        String shown =
                type == EventType.INTERNAL_ERROR ? "the service failed on this request; its log says why" : message;
        return TransportResponse.builder()
                .status(status)
                .headers(headers)
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .keepAlive(type.keepAlive())
                .entity(Json.bytes(new ErrorBody(error, shown)))
                .build();
    }
}
