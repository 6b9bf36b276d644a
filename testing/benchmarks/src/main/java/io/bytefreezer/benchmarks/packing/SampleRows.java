package io.bytefreezer.benchmarks.packing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytefreezer.schemas.event.ProcessedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Events of a shop's log, some 620 bytes of JSON each and all different, in the order of their times: the first halves of two hours
 * that follow each other, over and over. Row by row the same for the same seed. Not thread-safe.
 */
final class SampleRows {

    private static final List<String> LEVELS = List.of("DEBUG", "INFO", "INFO", "INFO", "INFO", "WARN", "ERROR");
    private static final List<String> METHODS = List.of("GET", "GET", "GET", "POST", "PUT", "DELETE");
    private static final List<Integer> STATUS = List.of(200, 200, 200, 201, 204, 304, 404, 500);
    private static final List<String> SERVICES = List.of("orders", "payments", "warehouse", "catalog", "customers");
    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0");
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    private static final int MS_BETWEEN = 5;
    private static final int JITTER_MS = 60_000;

    private final SplittableRandom random;
    private final Instant start;
    private final int partitions;
    private long number;

    /**
     * Rows from the first on.
     *
     * @param start not before this is any event; a whole hour
     * @param partitions of the raw topic that they pretend to come from
     */
    SampleRows(long seed, Instant start, int partitions) {
        this.random = new SplittableRandom(seed);
        this.start = start;
        this.partitions = partitions;
    }

    /** The next event, as a piper writes it. */
    ProcessedEvent next() {
        long n = number++;
        long behind = n * MS_BETWEEN % (2 * HOUR_MS - 2 * JITTER_MS);
        Instant time = start.plusMillis(behind + random.nextInt(2 * JITTER_MS));
        Instant received = start.plusMillis(2 * HOUR_MS + n % HOUR_MS);
        UUID id = new UUID(
                (received.toEpochMilli() << 16) | 0x7000L | (n & 0xfff), (random.nextLong() >>> 2) | (1L << 63));
        return new ProcessedEvent(
                id, time, received, 1, (int) (n % partitions), n / partitions, body(n).getBytes(UTF_8));
    }

    /** The same event as one flat object, which is what the sink makes rows of: the columns are ours. */
    static byte[] flat(ProcessedEvent event) {
        String system = "{\"event_time\":" + event.eventTime().toEpochMilli() + ",\"received_at\":"
                + event.receivedAt().toEpochMilli() + ",\"event_id\":\"" + event.eventId() + "\",\"_raw_partition\":"
                + event.rawPartition() + ",\"_raw_offset\":" + event.rawOffset() + ",";
        byte[] head = system.getBytes(UTF_8);
        byte[] flat = new byte[head.length + event.body().length - 1];
        System.arraycopy(head, 0, flat, 0, head.length);
        // Without the brace that opens the body.
        System.arraycopy(event.body(), 1, flat, head.length, event.body().length - 1);
        return flat;
    }

    private String body(long n) {
        String service = any(SERVICES);
        long order = 1_000_000L + random.nextInt(9_000_000);
        return "{\"level\":\"" + any(LEVELS) + "\",\"logger\":\"com.example.shop." + service
                + ".RequestHandler\",\"thread\":\"http-nio-8080-exec-" + random.nextInt(1, 33)
                + "\",\"message\":\"order " + order + " accepted after " + random.nextInt(900)
                + " ms and handed over to the warehouse for packing\",\"service\":\"" + service
                + "\",\"version\":\"4.17." + random.nextInt(4) + "\",\"instance\":\"" + service + "-6f7c9d5b8-"
                + Long.toString(random.nextInt(36, 1296), 36) + "\",\"method\":\"" + any(METHODS)
                + "\",\"path\":\"/api/v2/" + service + "/" + order + "\",\"status\":" + any(STATUS) + ",\"bytes\":"
                + random.nextInt(200, 90_000) + ",\"duration_ms\":" + thousandths(random.nextInt(1_000_000))
                + ",\"client_ip\":\"192.0.2." + random.nextInt(1, 255) + "\",\"user_agent\":\"" + any(AGENTS)
                + "\",\"order_id\":" + (90_071_992_547_409_931L + n) + ",\"items\":" + random.nextInt(1, 20)
                + ",\"express\":" + random.nextBoolean() + ",\"trace_id\":\"" + hex() + hex() + "\",\"span_id\":\""
                + hex() + "\"}";
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Never whole: a field whose first value is a whole number gets a column for such. */
    private static String thousandths(int value) {
        return String.format(Locale.ROOT, "%d.%03d", value / 1_000, value % 999 + 1);
    }

    private String hex() {
        return String.format(Locale.ROOT, "%016x", random.nextLong());
    }
}
