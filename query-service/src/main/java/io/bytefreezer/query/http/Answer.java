package io.bytefreezer.query.http;

import io.bytefreezer.query.result.FreshnessJson;
import io.bytefreezer.query.result.ResultFormat;
import io.bytefreezer.query.result.ResultSummary;
import io.bytefreezer.query.result.ResultWriter;
import io.bytefreezer.query.run.Cancellation;
import io.bytefreezer.query.run.QueryFailedException.Kind;
import io.bytefreezer.runtime.http.ErrorBody;
import io.bytefreezer.runtime.http.Json;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The answer to one query. Small ones are sent at once with their totals in headers; larger ones stream, with the totals in
 * trailers. The worker writes, the handler's thread begins and ends; they take turns.
 */
final class Answer {

    static final HeaderName ROWS = HeaderNames.create("Bytefreezer-Row-Count");
    static final HeaderName TRUNCATED = HeaderNames.create("Bytefreezer-Truncated");
    private static final HeaderName FRESHNESS = HeaderNames.create("Bytefreezer-Freshness");

    private final ServerResponse response;
    private final ResultFormat format;
    private final HeldOutput output;
    private final Cancellation cancellation;

    Answer(ServerResponse response, ResultFormat format, Cancellation cancellation) {
        this.response = response;
        this.format = format;
        this.cancellation = cancellation;
        this.output = new HeldOutput(() -> stream(cancellation));
    }

    ResultWriter writer() {
        return format.writer(output);
    }

    /** Stops the query. */
    Cancellation cancellation() {
        return cancellation;
    }

    /** From now on the query is stopped if its client goes away, unless some of the answer was sent. */
    void watchClient() {
        output.ifHeld(
                () -> ClientWatch.start(response, () -> cancellation.cancel(Kind.CANCELLED, "the client went away")));
    }

    /** When to ask again, for an answer that is a refusal. */
    void retryAfter(String seconds) {
        response.header(HeaderNames.RETRY_AFTER, seconds);
    }

    boolean isSending() {
        return output.isSending();
    }

    /** Ends a complete answer. */
    void finish(ResultSummary summary) throws IOException {
        String rows = Long.toString(summary.rows());
        String truncated = Boolean.toString(summary.truncated());
        String freshness = FreshnessJson.header(summary.freshness());
        if (output.isSending()) {
            response.trailers().set(ROWS, rows);
            response.trailers().set(TRUNCATED, truncated);
            response.trailers().set(FRESHNESS, freshness);
            output.close();
        } else {
            response.header(ROWS, rows)
                    .header(TRUNCATED, truncated)
                    .header(FRESHNESS, freshness)
                    .header(HeaderNames.CONTENT_TYPE, format.mediaType())
                    .send(output.held());
        }
    }

    /**
     * Ends an answer that cannot be completed though its status is sent: in NDJSON by a line that says so, otherwise by
     * breaking the connection, so that nobody takes a part for the whole.
     */
    void abort(ErrorBody error) throws IOException {
        if (format != ResultFormat.NDJSON) {
            throw new CloseConnectionException("the answer cannot be completed: " + error.error());
        }
        output.write(Json.bytes(error));
        output.write('\n');
        output.close();
    }

    private OutputStream stream(Cancellation cancellation) {
        cancellation.holds(Thread.currentThread());
        return response.header(HeaderNames.CONTENT_TYPE, format.mediaType())
                .header(
                        HeaderNames.TRAILER,
                        String.join(", ", ROWS.defaultCase(), TRUNCATED.defaultCase(), FRESHNESS.defaultCase()))
                .outputStream();
    }
}
