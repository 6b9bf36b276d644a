package io.bytefreezer.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * How many events came how far: counters of the services, and for the last step what SQL really answers. Belongs to one
 * thread.
 */
final class LiveLine implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final DemoStack stack;
    private final URI query;
    private final String key;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private long queryable;

    LiveLine(DemoStack stack, DemoPorts ports, String key) {
        this.stack = stack;
        this.query = URI.create("http://127.0.0.1:" + ports.query() + "/api/v1/query/sql");
        this.key = key;
    }

    /** The line as it is now. Counters start at zero with the process, rows in the lake stay. */
    String text() {
        refreshQueryable();
        long received = sum(stack.registry("proxy"), "bytefreezer.proxy.events", tag("outcome", "acknowledged"));
        long processed = sum(stack.registry("piper"), "bytefreezer.piper.events", tag("outcome", "emitted"));
        long packed = sum(stack.registry("packer"), "bytefreezer.packer.rows", counter -> true);
        return String.format(
                Locale.ROOT,
                "received %,d   processed %,d   packed %,d   queryable %,d",
                received,
                processed,
                packed,
                queryable);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private void refreshQueryable() {
        long rows = 0;
        for (String dataset : new String[] {DemoDatasets.SYSLOG, DemoDatasets.WEB}) {
            long count = count(dataset);
            if (count < 0) {
                return;
            }
            rows += count;
        }
        queryable = rows;
    }

    /** Rows of a dataset, or -1 when there is no answer now. */
    private long count(String dataset) {
        String body =
                "{\"tenant\": \"" + DemoDatasets.TENANT + "\", \"sql\": \"select count(*) from " + dataset + "\"}";
        HttpRequest request = HttpRequest.newBuilder(query)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = json.readTree(response.body());
            return response.statusCode() == 200 ? answer.at("/rows/0/0").asLong(-1) : -1;
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static long sum(MeterRegistry registry, String name, Predicate<Counter> wanted) {
        double sum = registry.find(name).counters().stream()
                .filter(wanted)
                .mapToDouble(Counter::count)
                .sum();
        return Math.round(sum);
    }

    private static Predicate<Counter> tag(String name, String value) {
        return counter -> value.equals(counter.getId().getTag(name));
    }
}
