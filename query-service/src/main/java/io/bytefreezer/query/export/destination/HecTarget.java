package io.bytefreezer.query.export.destination;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bytefreezer.runtime.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Splunk's HTTP Event Collector: a batch is a run of JSON objects. When one event is at fault the answer has its number:
 * that one is rejected, the others are sent again. For one thread.
 *
 * @see <a href="https://docs.splunk.com/Documentation/Splunk/latest/Data/TroubleshootHTTPEventCollector">HEC status codes</a>
 */
final class HecTarget implements Target {

    private static final int BAD_REQUEST = 400;

    private final TargetConfig.Splunk config;
    private final HttpPost http;

    HecTarget(TargetConfig.Splunk config) {
        this.config = config;
        this.http = new HttpPost(
                HttpPost.below(config.url(), "/services/collector/event"),
                config.timeout(),
                Map.of("Authorization", "Splunk " + config.token().value()));
    }

    @Override
    public Delivered send(List<ExportRow> rows) throws TargetException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        rows.forEach(row -> write(body, row));
        HttpPost.Reply reply = http.post(body.toByteArray(), "application/json", Map.of());
        if (reply.isGood()) {
            return Delivered.ALL;
        }
        OptionalInt faulty = reply.status() == BAD_REQUEST ? faulty(reply, rows.size()) : OptionalInt.empty();
        if (faulty.isEmpty()) {
            throw http.failure(reply);
        }
        ExportRow bad = rows.get(faulty.getAsInt());
        List<ExportRow> others = new ArrayList<>(rows);
        others.remove(faulty.getAsInt());
        return new Delivered(others, List.of(new Delivered.Rejected(bad, reply.status() + " " + reply.excerpt())));
    }

    @Override
    public void close() {
        http.close();
    }

    private static OptionalInt faulty(HttpPost.Reply reply, int rows) {
        try {
            JsonNode number = Json.mapper().readTree(reply.body()).path("invalid-event-number");
            return number.isInt() && number.asInt() >= 0 && number.asInt() < rows
                    ? OptionalInt.of(number.asInt())
                    : OptionalInt.empty();
        } catch (IOException notJson) {
            return OptionalInt.empty();
        }
    }

    private void write(ByteArrayOutputStream body, ExportRow row) {
        ObjectNode about = Json.mapper().createObjectNode();
        Instant time = row.time();
        if (time != null) {
            // Seconds since 1970, with a fraction.
            about.put("time", BigDecimal.valueOf(time.toEpochMilli(), 3));
        }
        putIfGiven(about, "host", config.host());
        putIfGiven(about, "source", config.source());
        putIfGiven(about, "sourcetype", config.sourcetype());
        putIfGiven(about, "index", config.index());
        if (row.id() != null) {
            about.putObject("fields").put("event_id", row.id());
        }
        byte[] head = Json.bytes(about);
        body.write(head, 0, head.length - 1);
        body.writeBytes((head.length == 2 ? "\"event\":" : ",\"event\":").getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(row.json());
        body.write('}');
        body.write('\n');
    }

    private static void putIfGiven(ObjectNode about, String name, @Nullable String value) {
        if (value != null) {
            about.put(name, value);
        }
    }
}
