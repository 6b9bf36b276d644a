package io.bytefreezer.system.torture;

import io.bytefreezer.system.load.Dataset;
import io.bytefreezer.system.process.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Makes the run's tenant and datasets over the control plane's REST interface, as a user would. Stateless beside its stack. */
record Setup(Stack stack) {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    void run() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            post(http, "tenants", "{\"id\": \"%s\", \"name\": \"Torture\"}".formatted(Dataset.TENANT));
            for (Dataset dataset : Dataset.values()) {
                post(
                        http,
                        "tenants/" + Dataset.TENANT + "/datasets",
                        "{\"id\": \"%s\", \"partitions\": %d, \"retention_days\": %d}"
                                .formatted(dataset.id(), dataset.partitions(), dataset.retentionDays()));
            }
        }
    }

    private void post(HttpClient http, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + stack.controlPlane().port() + "/api/v1/" + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + stack.serviceKey())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        "the control plane answers " + response.statusCode() + " to " + path + ": " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the control plane does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making datasets", e);
        }
    }
}
