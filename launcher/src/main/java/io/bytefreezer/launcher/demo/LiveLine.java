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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many events came how far: counters of the services, and for the last step the rows that a query would read.
 * Belongs to one thread.
 */
final class LiveLine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveLine.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final DemoStack stack;
    private final URI datasets;
    private final String key;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private long queryable;

    LiveLine(DemoStack stack, DemoPorts ports, String key) {
        this.stack = stack;
        this.datasets = URI.create("http://127.0.0.1:" + ports.query() + "/api/v1/datasets");
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

    /** Asks what the tables hold that a query would read now; the number before stays when there is no answer. */
    private void refreshQueryable() {
        HttpRequest request = HttpRequest.newBuilder(datasets)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key)
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                queryable = json.readTree(response.body()).findValues("row_count").stream()
                        .mapToLong(JsonNode::asLong)
                        .sum();
            }
        } catch (IOException e) {
            LOG.debug("the query service does not answer: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
