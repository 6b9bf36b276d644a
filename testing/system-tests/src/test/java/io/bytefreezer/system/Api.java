package io.bytefreezer.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The HTTP interfaces of a running system, as a user with a key calls them. */
record Api(HttpClient http, String key) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Api with(String key) {
        return new Api(
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build(), key);
    }

    /** Status and body of an answer. */
    record Answer(int status, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }
    }

    Answer get(int port, String path) {
        return send(port, path, HttpRequest.newBuilder().GET());
    }

    Answer post(int port, String path, String type, String body) {
        return send(
                port,
                path,
                HttpRequest.newBuilder().header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Rows of a query of tenant {@code demo}, each value as text; fails when the query does. */
    List<List<String>> sql(int port, String sql) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("tenant", "demo").put("sql", sql);
        Answer answer = post(port, "/api/v1/query/sql", "application/json", body.toString());
        if (answer.status() != 200) {
            throw new AssertionError(sql + ": " + answer);
        }
        List<List<String>> rows = new ArrayList<>();
        answer.json().get("rows").forEach(row -> {
            List<String> values = new ArrayList<>();
            row.forEach(value -> values.add(value.asText()));
            rows.add(values);
        });
        return rows;
    }

    /** The only value of a query's only row. */
    long count(int port, String sql) {
        return Long.parseLong(sql(port, sql).getFirst().getFirst());
    }

    private Answer send(int port, String path, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(
                    request.uri(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(Duration.ofSeconds(30))
                            .header("Authorization", "Bearer " + key)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
