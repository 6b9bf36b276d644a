package io.bytefreezer.launcher.demo;

import io.bytefreezer.runtime.service.ServiceStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

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

    /** Makes what is not there. The syslog input is set each time, because the demo's ports may have moved. */
    void ensure(DemoPorts ports) {
        String inputs = """
                {"inputs": [{"name": "syslog", "type": "syslog",
                  "options": {"protocol": "both", "host": "127.0.0.1", "port": %d}}]}
                """.formatted(ports.syslog());
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            create(http, "tenants", "{\"id\": \"%s\", \"name\": \"Demo\"}".formatted(TENANT));
            create(http, "tenants/" + TENANT + "/datasets", "{\"id\": \"%s\"}".formatted(WEB));
            create(http, "tenants/" + TENANT + "/datasets", "{\"id\": \"%s\"}".formatted(SYSLOG));
            send(http, "PUT", "tenants/" + TENANT + "/datasets/" + SYSLOG, inputs, false);
        }
    }

    private void create(HttpClient http, String path, String body) {
        send(http, "POST", path, body, true);
    }

    private void send(HttpClient http, String method, String path, String body, boolean mayExist) {
        HttpRequest request = HttpRequest.newBuilder(api.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            int status = response.statusCode();
            if (status / 100 != 2 && !(mayExist && status == CONFLICT)) {
                throw new ServiceStartException(
                        ServiceStartException.Kind.EXTERNAL,
                        method + " " + path + ": the control plane answers " + status + ": " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's control plane does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating the demo's datasets", e);
        }
    }
}
