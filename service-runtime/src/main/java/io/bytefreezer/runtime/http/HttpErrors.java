package io.bytefreezer.runtime.http;

import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;

/** Sends refusals as JSON. */
public final class HttpErrors {

    private HttpErrors() {}

    /** Sends the status with the body. */
    public static void send(ServerResponse response, Status status, ErrorBody body) {
        response.status(status).header(HeaderValues.CONTENT_TYPE_JSON).send(Json.bytes(body));
    }

    /** Sends the status with a body of this code and message. */
    public static void send(ServerResponse response, Status status, String error, String message) {
        send(response, status, new ErrorBody(error, message));
    }
}
