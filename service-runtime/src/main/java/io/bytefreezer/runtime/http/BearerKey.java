package io.bytefreezer.runtime.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/** The key of a request: {@code Authorization: Bearer <key>} (RFC 6750). */
public final class BearerKey {

    private static final String SCHEME = "Bearer ";

    private BearerKey() {}

    /** The request's key, or nothing when it has none. */
    public static Optional<String> of(ServerRequest request) {
        return request.headers().first(HeaderNames.AUTHORIZATION).flatMap(BearerKey::parse);
    }

    static Optional<String> parse(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String key = header.substring(SCHEME.length()).strip();
        return key.isEmpty() ? Optional.empty() : Optional.of(key);
    }
}
