package io.bytefreezer.proxy.http;

import io.bytefreezer.proxy.count.ProxyMetrics;
import io.bytefreezer.runtime.http.HttpErrors;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;

/** Sends refusals, and counts them. */
final class RefusalAnswer {

    static final String RETRY_AFTER_SECONDS = "1";

    private RefusalAnswer() {}

    static void send(ServerResponse response, Refusal refusal, ProxyMetrics metrics) {
        metrics.request(false, refusal.code());
        if (refusal.retry()) {
            response.header(HeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (refusal.status().equals(Status.UNAUTHORIZED_401)) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        HttpErrors.send(response, refusal.status(), refusal.code(), refusal.message());
    }
}
