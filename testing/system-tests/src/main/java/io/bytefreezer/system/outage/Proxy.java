package io.bytefreezer.system.outage;

import io.bytefreezer.system.process.ServiceKind;
import io.bytefreezer.system.process.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The proxy under test and its control plane, as their HTTP interfaces and the operating system show them. */
record Proxy(Stack stack) {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Pattern EVENTS = Pattern.compile(
            "bytefreezer_proxy_events_total\\{(?=[^}]*outcome=\"(\\w+)\")(?=[^}]*reason=\"(\\w*)\")[^}]*} (\\S+)");
    private static final Pattern SPOOLED = Pattern.compile("(?m)^bytefreezer_proxy_spool_events(?:\\{[^}]*})? (\\S+)");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final int KIBIBYTE = 1024;

    /** Makes the tenant and the dataset that messages go to. */
    void createDataset() {
        post("tenants", "{\"id\": \"%s\", \"name\": \"Outage\"}".formatted(Outage.DATASET.tenant()));
        post(
                "tenants/" + Outage.DATASET.tenant() + "/datasets",
                "{\"id\": \"%s\"}".formatted(Outage.DATASET.dataset()));
    }

    /** Events that wait in the spool. */
    long spooled() {
        Matcher matcher = SPOOLED.matcher(metrics());
        return matcher.find() ? (long) Double.parseDouble(matcher.group(1)) : 0;
    }

    /** Whether the fate of this many messages is known and none waits any more. */
    boolean isSettled(int sent) {
        Map<String, Long> counts = counts(1);
        long settled = counts.getOrDefault("acknowledged", 0L) + counts.getOrDefault("dropped", 0L);
        return settled >= sent && spooled() == 0;
    }

    /** Events counted as dropped, by reason. */
    Map<String, Long> dropped() {
        Map<String, Long> dropped = new HashMap<>();
        Matcher matcher = EVENTS.matcher(metrics());
        while (matcher.find()) {
            if (matcher.group(1).equals("dropped")) {
                dropped.merge(matcher.group(2), (long) Double.parseDouble(matcher.group(3)), Long::sum);
            }
        }
        return dropped;
    }

    /** Most memory its process ever had resident; 0 where the operating system does not tell. */
    long peakMemoryBytes() {
        Path status = Path.of("/proc", Long.toString(service().process().pid()), "status");
        try {
            Matcher matcher = PEAK.matcher(Files.exists(status) ? Files.readString(status) : "");
            return matcher.find() ? Long.parseLong(matcher.group(1)) * KIBIBYTE : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + status, e);
        }
    }

    private Map<String, Long> counts(int group) {
        Map<String, Long> counts = new HashMap<>();
        Matcher matcher = EVENTS.matcher(metrics());
        while (matcher.find()) {
            counts.merge(matcher.group(group), (long) Double.parseDouble(matcher.group(3)), Long::sum);
        }
        return counts;
    }

    private String metrics() {
        return send(HttpRequest.newBuilder(uri(service().port(), "/metrics"))).body();
    }

    private Stack.Service service() {
        return stack.services(ServiceKind.PROXY).getFirst();
    }

    private void post(String path, String body) {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(uri(stack.controlPlane().port(), "/api/v1/" + path))
                        .header("Authorization", "Bearer " + stack.serviceKey())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("POST " + path + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
