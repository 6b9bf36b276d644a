package io.bytefreezer.query.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.bytefreezer.runtime.http.Json;
import io.helidon.http.Status;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/v1/query/sql}.
 *
 * @param sql the query
 * @param tenant whose datasets need no prefix in it, or null
 * @param limit most rows wanted, or null for as many as the service gives
 * @param hot false for the rows of the snapshot alone, or null
 */
record QueryRequest(
        @Nullable String sql,
        @Nullable String tenant,
        @Nullable Long limit,
        @Nullable Boolean hot) {

    /** Room for the longest query with all its characters escaped. */
    static final int BODY_BYTES_MAX = 512 * 1024;

    private static final ObjectReader READER = Json.mapper().readerFor(QueryRequest.class);

    static QueryRequest read(InputStream body) throws HttpRefusal, IOException {
        byte[] bytes = body.readNBytes(BODY_BYTES_MAX + 1);
        if (bytes.length > BODY_BYTES_MAX) {
            throw new HttpRefusal(
                    Status.REQUEST_ENTITY_TOO_LARGE_413,
                    "too_large",
                    "the body may have " + BODY_BYTES_MAX + " bytes at most");
        }
        QueryRequest request = parse(bytes);
        if (request == null || request.sql() == null || request.sql().isBlank()) {
            throw bad("the body needs \"sql\": {\"sql\": \"select …\", \"tenant\": \"…\", \"limit\": 100}");
        }
        if (request.limit() != null && request.limit() < 1) {
            throw bad("\"limit\" must be at least 1");
        }
        return request;
    }

    /** Whether rows that are not packed yet are wanted too. */
    boolean wantsHot() {
        return !Boolean.FALSE.equals(hot);
    }

    private static @Nullable QueryRequest parse(byte[] bytes) throws HttpRefusal, IOException {
        try {
            return READER.readValue(bytes);
        } catch (JsonProcessingException e) {
            throw bad(
                    "the body is not the JSON this takes, {\"sql\", \"tenant\", \"limit\"}: " + e.getOriginalMessage());
        }
    }

    private static HttpRefusal bad(String message) {
        return new HttpRefusal(Status.BAD_REQUEST_400, "bad_request", message);
    }
}
