package io.bytefreezer.proxy.hop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.bytefreezer.proxy.sink.Delivery.Failure;
import io.bytefreezer.proxy.sink.Delivery.Reason;
import io.bytefreezer.runtime.config.ControlConfig;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.runtime.http.Json;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Posts events to a receiver. Safe for use by many threads. */
final class ReceiverClient implements AutoCloseable {

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

    /** Longer than a receiver takes to give up. */
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(35);

    private static final int OK = 200;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final int SHOWN_MAX = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_PATIENCE)
            // A redirect would carry the service key to somebody else.
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private final URI receiver;
    private final @Nullable Secret key;

    /** With the receiver's address and the key of the account. */
    ReceiverClient(URI receiver, ControlConfig control) {
        this.receiver = receiver;
        this.key = control.serviceKey();
    }

    /**
     * An answer of the receiver.
     *
     * @param status its status
     * @param body its JSON, or a missing node when it is none
     */
    record Answer(int status, JsonNode body) {

        boolean isGood() {
            return status == OK;
        }

        /** Whether the request was too large, rather than one of its events. */
        boolean isTooLarge() {
            return status == TOO_LARGE && !body.has("event");
        }

        /** What it means for an event when it is not good. */
        Failure failure() {
            String message = "the receiver answers " + status + ": "
                    + body.path("message").asText("").lines().findFirst().orElse("");
            String shown = message.length() > SHOWN_MAX ? message.substring(0, SHOWN_MAX) : message;
            return new Failure(body.path("event").asInt(0), reason(), shown);
        }

        private Reason reason() {
            if (body.has("event")) {
                return Reason.TOO_LARGE;
            }
            boolean isRefused = body.path("error").asText("").equals(Reason.REFUSED.label());
            if (status == TOO_MANY) {
                return Reason.BUSY;
            }
            return status >= SERVER_ERROR && !isRefused ? Reason.UNAVAILABLE : Reason.REFUSED;
        }
    }

    /**
     * Posts the events and waits for the answer.
     *
     * @throws IOException when there is none: the events may have been taken or not
     * @throws InterruptedException when the thread is told to stop
     */
    Answer post(DatasetRef dataset, List<RawEvent> events, Map<String, String> headers)
            throws IOException, InterruptedException {
        URI address = receiver.resolve(base(receiver) + "/api/v1/events/" + dataset.tenant() + "/" + dataset.dataset());
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(ANSWER_PATIENCE)
                .header("Content-Type", EventsBody.MEDIA_TYPE)
                .header("Content-Encoding", EventsBody.CODING)
                .POST(BodyPublishers.ofByteArray(EventsBody.encode(events)));
        headers.forEach(request::header);
        if (key != null) {
            request.header("Authorization", "Bearer " + key.value());
        }
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), json(response.body()));
    }

    /** What keeps an event from getting there when there is no answer. */
    Failure failure(IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new Failure(0, Reason.UNAVAILABLE, "the receiver at " + receiver + " does not answer: " + why);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static String base(URI receiver) {
        String path = receiver.getPath() == null ? "" : receiver.getPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static JsonNode json(byte[] body) throws IOException {
        try {
            return Json.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
