package io.bytefreezer.query.export.destination;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Posts each batch as one body. For one thread. */
final class WebhookTarget implements Target {

    private final TargetConfig.Webhook config;
    private final HttpPost http;
    private @Nullable Step step;

    WebhookTarget(TargetConfig.Webhook config) {
        this.config = config;
        Map<String, String> headers = new LinkedHashMap<>();
        config.headers().forEach((name, value) -> headers.put(name, value.value()));
        this.http = new HttpPost(config.url(), config.timeout(), headers);
    }

    @Override
    public void begin(Step next) {
        step = next;
    }

    @Override
    public Delivered send(List<ExportRow> rows) throws TargetException {
        boolean lines = config.format() == TargetConfig.BodyFormat.NDJSON;
        Step current = step;
        Map<String, String> about = current == null
                ? Map.of()
                : Map.of("Bytefreezer-Export", current.export(), "Bytefreezer-Snapshot", Long.toString(current.upTo()));
        http.require(http.post(body(rows, lines), lines ? "application/x-ndjson" : "application/json", about));
        return Delivered.ALL;
    }

    @Override
    public void close() {
        http.close();
    }

    private static byte[] body(List<ExportRow> rows, boolean lines) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < rows.size(); i++) {
            if (!lines) {
                body.write(i == 0 ? '[' : ',');
            }
            body.writeBytes(rows.get(i).json());
            if (lines) {
                body.write('\n');
            }
        }
        if (!lines) {
            body.write(']');
        }
        return body.toByteArray();
    }
}
