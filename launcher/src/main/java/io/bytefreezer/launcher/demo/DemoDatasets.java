package io.bytefreezer.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Creates the demo's tenant and datasets over the control plane's REST interface, as a user would. */
final class DemoDatasets {

    static final String TENANT = "demo";
    static final String SYSLOG = "syslog";
    static final String WEB = "web";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int CONFLICT = 409;

    private final URI api;
    private final String key;

    DemoDatasets(DemoPorts ports, String key) {
        this.api = URI.create("http://127.0.0.1:" + ports.control() + "/api/v1/");
        this.key = key;
    }

    /** Makes what is not there. The syslog input moves when the demo's ports did. */
    void ensure(DemoPorts ports) {
        String syslog = """
                {"id": "%s", "inputs": [{"name": "syslog", "type": "syslog",
                  "options": {"protocol": "both", "host": "127.0.0.1", "port": %d}}]}
                """.formatted(SYSLOG, ports.syslog());
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            post(http, "tenants", "{\"id\": \"%s\", \"name\": \"Demo\"}".formatted(TENANT));
            post(http, "tenants/" + TENANT + "/datasets", "{\"id\": \"%s\"}".formatted(WEB));
            if (!post(http, "tenants/" + TENANT + "/datasets", syslog)) {
                send(http, "PUT", "tenants/" + TENANT + "/datasets/" + SYSLOG, syslog, null);
            }
        }
    }

    /** Whether it was created; false when it was there. */
    private boolean post(HttpClient http, String path, String body) {
        return send(http, "POST", path, body, CONFLICT) != CONFLICT;
    }

    private int send(HttpClient http, String method, String path, String body, @Nullable Integer accepted) {
        HttpRequest request = HttpRequest.newBuilder(api.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            int status = response.statusCode();
            if (status / 100 != 2 && !Integer.valueOf(status).equals(accepted)) {
                throw new IllegalStateException(
                        method + " " + path + ": the control plane answers " + status + ": " + response.body());
            }
            return status;
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's control plane does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating the demo's datasets", e);
        }
    }
}
