package io.bytefreezer.benchmarks.load;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Lines of a web server's access log as JSON objects, about 320 bytes each: some fields with few values, some with many, one
 * that is never the same. The same source of chance and the same times give the same lines. Belongs to one thread.
 */
public final class AccessLog {

    private static final List<String> METHODS = List.of("GET", "GET", "GET", "GET", "POST", "PUT");
    private static final List<String> PATHS =
            List.of("/api/orders/", "/api/customers/", "/products/", "/static/img/", "/search?page=");
    private static final List<Integer> STATUSES = List.of(200, 200, 200, 200, 200, 200, 201, 304, 404, 500);
    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/139.0.0.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15",
            "okhttp/4.12.0");
    private static final List<String> NETWORKS = List.of("192.0.2.", "198.51.100.", "203.0.113.");

    private final RandomGenerator random;

    /** Lines that depend on this source of chance. */
    public AccessLog(RandomGenerator random) {
        this.random = random;
    }

    /** The line of an event at this time. */
    public String line(Instant time) {
        return "{\"timestamp\":\"" + time + "\",\"host\":\"web-" + (1 + random.nextInt(40)) + "\",\"client\":\""
                + pick(NETWORKS) + (1 + random.nextInt(254)) + "\",\"request\":\"" + pick(METHODS) + " " + pick(PATHS)
                + random.nextInt(1_000_000) + " HTTP/1.1\",\"status\":" + pick(STATUSES) + ",\"bytes\":"
                + random.nextInt(60_000) + ",\"duration_ms\":" + (1 + (int) Math.abs(random.nextGaussian() * 40))
                + ",\"referrer\":\"https://shop.example/products/" + random.nextInt(5_000) + "\",\"agent\":\""
                + pick(AGENTS) + "\",\"trace\":\"" + Long.toHexString(random.nextLong()) + "\"}";
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
