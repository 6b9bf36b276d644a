package io.bytefreezer.control.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request.
 *
 * @param status the HTTP status
 * @param body bytes as they are, anything else as JSON, null for none
 * @param headers headers besides the content type
 */
record Reply(int status, @Nullable Object body, Map<String, String> headers) {

    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply of(int status, @Nullable Object body) {
        return new Reply(status, body, Map.of());
    }

    static Reply ok(Object body) {
        return of(200, body);
    }

    static Reply created(Object body) {
        return of(201, body);
    }

    static Reply none() {
        return of(204, null);
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, body, more);
    }
}
