package io.bytefreezer.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bytefreezer.control.store.DatabaseConfig;
import io.bytefreezer.runtime.config.ServerConfig;
import io.bytefreezer.runtime.service.ServiceHost;
import io.bytefreezer.runtime.service.ServiceMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A control plane that serves on a port of its own, and a client for it. */
public final class ControlPlane implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ServiceMetrics metrics = new ServiceMetrics("control");
    private final ServiceHost host;
    private final Path directory;

    private ControlPlane(ControlPlaneConfig config) {
        this.directory = config.dataDirOrDefault();
        this.host = ServiceHost.start(
                ControlPlaneService.create(config, metrics, Clock.systemUTC(), new SecureRandom()),
                config.serverOrDefault(),
                metrics);
    }

    /** With an embedded database in this directory. */
    public static ControlPlane embedded(Path directory) {
        return start(directory, null);
    }

    /** With this database. */
    public static ControlPlane on(Path directory, DatabaseConfig database) {
        return start(directory, database);
    }

    private static ControlPlane start(Path directory, DatabaseConfig database) {
        return new ControlPlane(
                new ControlPlaneConfig(new ServerConfig("127.0.0.1", 0, null), directory, database, null));
    }

    /** The first key, as it was written to its file. */
    public String firstKey() {
        try {
            return Files.readString(directory.resolve("service-key")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + host.port());
    }

    public ServiceMetrics metrics() {
        return metrics;
    }

    /** A client with the first key. */
    public Client client() {
        return client(firstKey());
    }

    /** A client with this key, or none. */
    public Client client(String key) {
        return new Client(uri(), key);
    }

    @Override
    public void close() {
        host.close();
        metrics.close();
    }

    /** What was answered. */
    public record Answer(int status, JsonNode json, HttpResponse<byte[]> response) {

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public String error() {
            return json.path("error").asText();
        }

        public String tag() {
            return header("ETag").orElseThrow();
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** The values of one property of a list's elements. */
        public List<String> all(String property) {
            List<String> values = new ArrayList<>();
            json.forEach(element -> values.add(element.path(property).asText()));
            return values;
        }
    }

    /** Sends requests with one key. */
    public record Client(URI server, String key) {

        public Answer get(String path, String... headers) {
            return send("GET", path, null, headers);
        }

        public Answer post(String path, String body) {
            return send("POST", path, body);
        }

        public Answer put(String path, String body) {
            return send("PUT", path, body);
        }

        public Answer delete(String path) {
            return send("DELETE", path, null);
        }

        public Answer send(String method, String path, String body, String... headers) {
            return sendLater(method, path, body, headers).join();
        }

        public CompletableFuture<Answer> sendLater(String method, String path, String body, String... headers) {
            var publisher = body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8));
            HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                    .method(method, publisher)
                    .timeout(Duration.ofSeconds(60));
            if (key != null) {
                request.header("Authorization", "Bearer " + key);
            }
            if (headers.length > 0) {
                request.headers(headers);
            }
            return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                    .thenApply(Client::answer);
        }

        private static Answer answer(HttpResponse<byte[]> response) {
            try {
                boolean isCsv =
                        response.headers().firstValue("Content-Type").orElse("").startsWith("text/csv");
                JsonNode json = isCsv ? JSON.missingNode() : JSON.readTree(response.body());
                return new Answer(response.statusCode(), json, response);
            } catch (IOException e) {
                throw new UncheckedIOException(new String(response.body(), StandardCharsets.UTF_8), e);
            }
        }
    }
}
