package io.bytefreezer.benchmarks.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bytefreezer.benchmarks.BenchmarkException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The HTTP interfaces of the services, as a user with a key calls them. Safe for use by several threads. */
public final class Api implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    Api(String key) {
        this.key = key;
    }

    /**
     * What an address answered.
     *
     * @param status the HTTP status
     * @param body the text
     */
    public record Answer(int status, String body) {

        /** Whether it is a success. */
        public boolean isOk() {
            return status / 100 == 2;
        }
    }

    /** Gets what is at the address. */
    public Answer get(URI address) {
        return send(HttpRequest.newBuilder(address).GET());
    }

    /** Posts a JSON document. */
    public Answer post(URI address, String json) {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Whether a service does its work, and nobody needs to look at it. */
    boolean isUp(URI service) {
        Answer health = get(service.resolve("/health"));
        return health.isOk() && tree(health).path("status").asText().equals("UP");
    }

    /** Asks the query service for one number; nothing is there when it answers an error. */
    public Answer sql(URI query, String tenant, String sql) {
        return post(
                query.resolve("/api/v1/query/sql"),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("tenant", tenant)
                        .put("sql", sql)
                        .toString());
    }

    /** The answer as JSON. */
    public static JsonNode tree(Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new BenchmarkException("not JSON: " + answer.body(), e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private Answer send(HttpRequest.Builder request) {
        HttpRequest whole = request.timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key)
                .build();
        try {
            HttpResponse<String> answer = http.send(whole, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new BenchmarkException(whole.uri() + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
    }
}
