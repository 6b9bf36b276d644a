package io.bytefreezer.runtime.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.runtime.http.Json;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the control plane for the snapshot: {@code GET /api/v1/snapshot?wait=30}, which it answers at once when it has
 * another one than ours, and otherwise when it gets one or the time is over. One owner thread, but closed by any.
 */
final class SnapshotFetch implements AutoCloseable {

    /** Largest answer that is read. */
    static final int ANSWER_BYTES_MAX = 64 * 1024 * 1024;

    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);
    private static final Duration ANSWER_PATIENCE = WAIT.plusSeconds(15);
    private static final int ERROR_SHOWN_MAX = 200;

    /** What came of asking. */
    sealed interface Answer {

        /** A snapshot that is not ours. */
        record Changed(String etag, Snapshot snapshot) implements Answer {}

        /** Ours is the latest. */
        record Unchanged() implements Answer {}

        /** None, for this reason. */
        record Failed(String problem) implements Answer {}
    }

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_PATIENCE)
            // A redirect would carry the service key to somebody else.
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private final URI address;
    private final Secret key;

    SnapshotFetch(URI controlPlane, Secret key) {
        this.address =
                URI.create(controlPlane.toString().replaceAll("/+$", "") + "/api/v1/snapshot?wait=" + WAIT.toSeconds());
        this.key = key;
    }

    /** Asks once, for at most {@link #ANSWER_PATIENCE}. */
    Answer ask(Optional<String> etag) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + key.value())
                .header("Accept", "application/json");
        etag.ifPresent(known -> request.header("If-None-Match", known));
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
        try {
            return understood(answer.get(ANSWER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Answer.Failed("control plane " + name() + " does not answer");
        } catch (ExecutionException e) {
            return new Answer.Failed("control plane " + name() + " cannot be reached (" + reason(e) + ")");
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private Answer understood(HttpResponse<byte[]> response) {
        return switch (response.statusCode()) {
            case 200 -> snapshot(response);
            case 304 -> new Answer.Unchanged();
            case 401 -> new Answer.Failed("control plane refuses the service key (401: " + error(response) + ")");
            default ->
                new Answer.Failed(
                        "control plane " + name() + " answers " + response.statusCode() + " (" + error(response) + ")");
        };
    }

    private Answer snapshot(HttpResponse<byte[]> response) {
        try {
            Snapshot snapshot = Json.mapper().readValue(response.body(), Snapshot.class);
            return snapshot == null
                    ? new Answer.Failed(noSnapshot())
                    : new Answer.Changed(response.headers().firstValue("ETag").orElse(""), snapshot);
        } catch (IOException e) {
            return new Answer.Failed(noSnapshot());
        }
    }

    private String noSnapshot() {
        return "control plane " + name() + " answers with something that is not a snapshot";
    }

    /** The answer's own error code, or that there is none. */
    private static String error(HttpResponse<byte[]> response) {
        try {
            JsonNode body = Json.mapper().readTree(response.body());
            String error = body == null ? "" : body.path("error").asText("");
            String shown = error.replaceAll("\\p{Cntrl}", "?");
            return shown.isEmpty() ? "no reason given" : shown.substring(0, Math.min(shown.length(), ERROR_SHOWN_MAX));
        } catch (IOException e) {
            return "no reason given";
        }
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof ConnectException && cause.getMessage() == null) {
            return "connection refused or unknown host";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private String name() {
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }
}
