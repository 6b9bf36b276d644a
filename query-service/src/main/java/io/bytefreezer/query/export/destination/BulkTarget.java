package io.bytefreezer.query.export.destination;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bytefreezer.query.export.destination.TargetConfig.BulkOperation;
import io.bytefreezer.query.export.destination.TargetException.Kind;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.runtime.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Elasticsearch's and OpenSearch's {@code _bulk}: the answer has an item for each row. Those with 429 or 5xx are sent
 * again, a conflict of a row that is created says that it is there, and all others are rejected. For one thread.
 *
 * @see <a href="https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk">Bulk API</a>
 */
final class BulkTarget implements Target {

    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;

    private final String operation;
    private final String index;
    private final HttpPost http;

    BulkTarget(TargetConfig.Elasticsearch config) {
        this.operation = config.operation().name().toLowerCase(Locale.ROOT);
        this.index = config.index();
        this.http = new HttpPost(HttpPost.below(config.url(), "/_bulk"), config.timeout(), authorization(config));
    }

    @Override
    public boolean needsIds() {
        return true;
    }

    @Override
    public Delivered send(List<ExportRow> rows) throws TargetException {
        HttpPost.Reply reply = http.post(body(rows), "application/x-ndjson", Map.of());
        http.require(reply);
        JsonNode answer = parse(reply);
        if (!answer.path("errors").asBoolean(true)) {
            return Delivered.ALL;
        }
        JsonNode items = answer.path("items");
        if (items.size() != rows.size()) {
            throw new TargetException(
                    Kind.AGAIN,
                    "the answer to _bulk has " + items.size() + " items for " + rows.size() + " rows: "
                            + reply.excerpt());
        }
        Delivered.Collector said = new Delivered.Collector();
        for (int i = 0; i < rows.size(); i++) {
            judge(rows.get(i), items.get(i).path(operation), said);
        }
        return said.done();
    }

    @Override
    public void close() {
        http.close();
    }

    private void judge(ExportRow row, JsonNode item, Delivered.Collector said) {
        int status = item.path("status").asInt(0);
        boolean there = status == CONFLICT
                && operation.equals(BulkOperation.CREATE.name().toLowerCase(Locale.ROOT));
        if (there || (status >= 200 && status < 300)) {
            return;
        }
        if (status == TOO_MANY_REQUESTS || status >= 500 || status == 0) {
            said.again(row);
            return;
        }
        JsonNode error = item.path("error");
        String cause = error.path("caused_by").path("reason").asText("");
        said.reject(
                row,
                status + " " + error.path("type").asText("") + ": "
                        + error.path("reason").asText("") + (cause.isEmpty() ? "" : " (" + cause + ")"));
    }

    private byte[] body(List<ExportRow> rows) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (ExportRow row : rows) {
            ObjectNode action = Json.mapper().createObjectNode();
            ObjectNode what = action.putObject(operation).put("_index", index);
            if (row.id() != null) {
                what.put("_id", row.id());
            }
            body.writeBytes(Json.bytes(action));
            body.write('\n');
            body.writeBytes(row.json());
            body.write('\n');
        }
        return body.toByteArray();
    }

    private static JsonNode parse(HttpPost.Reply reply) throws TargetException {
        try {
            return Json.mapper().readTree(reply.body());
        } catch (IOException e) {
            throw new TargetException(Kind.AGAIN, "the answer to _bulk is no JSON: " + reply.excerpt(), e);
        }
    }

    private static Map<String, String> authorization(TargetConfig.Elasticsearch config) {
        Secret key = config.apiKey();
        if (key != null) {
            return Map.of("Authorization", "ApiKey " + key.value());
        }
        Secret password = config.password();
        if (password == null) {
            return Map.of();
        }
        byte[] both = (config.user() + ":" + password.value()).getBytes(StandardCharsets.UTF_8);
        return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }
}
