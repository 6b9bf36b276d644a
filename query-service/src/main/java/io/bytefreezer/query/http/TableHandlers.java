package io.bytefreezer.query.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.query.run.LakeTables;
import io.bytefreezer.runtime.http.Json;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code GET /api/v1/datasets} and {@code GET /api/v1/schema}. Safe for use by many threads. */
final class TableHandlers {

    private static final String TENANT_ID = "tenant_id";
    private static final String DATASET_ID = "dataset_id";

    private final Access access;

    TableHandlers(Access access) {
        this.access = access;
    }

    /** The account's datasets, with what their tables hold. */
    void datasets(QueryBackend backend, ServerRequest request, ServerResponse response) throws HttpRefusal {
        Access.Seen seen = access.require(request);
        ObjectNode body = Json.mapper().createObjectNode();
        ArrayNode datasets = body.putArray("datasets");
        List<Dataset> sorted = seen.snapshot().datasets().stream()
                .sorted(Comparator.comparing(Dataset::ref))
                .toList();
        for (Dataset dataset : sorted) {
            datasets.add(describe(dataset, backend.tables(), seen));
        }
        send(response, body);
    }

    /** The columns of one dataset's table. */
    void schema(QueryBackend backend, ServerRequest request, ServerResponse response) throws HttpRefusal {
        Access.Seen seen = access.require(request);
        DatasetRef dataset = dataset(request, seen.snapshot());
        ObjectNode body = Json.mapper().createObjectNode();
        body.put(TENANT_ID, dataset.tenant().value());
        body.put(DATASET_ID, dataset.dataset().value());
        ArrayNode columns = body.putArray("columns");
        for (Column column : columns(backend.tables(), dataset, seen)) {
            columns.addObject().put("name", column.name()).put("type", column.sqlType());
        }
        send(response, body);
    }

    private static ObjectNode describe(Dataset dataset, LakeTables tables, Access.Seen seen) throws HttpRefusal {
        ObjectNode described = Json.mapper().createObjectNode();
        described.put(TENANT_ID, dataset.tenant().value());
        described.put(DATASET_ID, dataset.id().value());
        described.put("active", dataset.active());
        if (seen.restriction(dataset.ref()).isPresent()) {
            // Its totals would tell of rows that the key cannot see.
            return described;
        }
        try {
            Optional<LakeTables.Contents> contents = tables.contents(dataset.ref());
            described.put("row_count", contents.map(LakeTables.Contents::rows).orElse(0L));
            described.put("file_count", contents.map(LakeTables.Contents::files).orElse(0L));
            described.put("bytes", contents.map(LakeTables.Contents::bytes).orElse(0L));
            described.put(
                    "updated_at", contents.map(c -> c.updatedAt().toString()).orElse(null));
            return described;
        } catch (LakeException e) {
            throw HttpRefusal.unavailable(e);
        }
    }

    private static List<Column> columns(LakeTables tables, DatasetRef dataset, Access.Seen seen) throws HttpRefusal {
        try {
            return seen.restriction(dataset)
                    .map(grant -> tables.columns(dataset, grant))
                    .orElseGet(() -> tables.columns(dataset));
        } catch (LakeException e) {
            throw HttpRefusal.unavailable(e);
        }
    }

    private static DatasetRef dataset(ServerRequest request, Snapshot snapshot) throws HttpRefusal {
        String tenant = parameter(request, TENANT_ID);
        String dataset = parameter(request, DATASET_ID);
        if (ResourceId.isValid(tenant) && ResourceId.isValid(dataset)) {
            DatasetRef ref = DatasetRef.of(tenant, dataset);
            if (snapshot.dataset(ref).isPresent()) {
                return ref;
            }
        }
        throw new HttpRefusal(
                Status.NOT_FOUND_404, "unknown_dataset", "there is no such dataset; GET /api/v1/datasets lists all");
    }

    private static String parameter(ServerRequest request, String name) throws HttpRefusal {
        return request.query()
                .first(name)
                .asOptional()
                .orElseThrow(
                        () -> new HttpRefusal(Status.BAD_REQUEST_400, "bad_request", "give ?tenant_id=…&dataset_id=…"));
    }

    private static void send(ServerResponse response, ObjectNode body) {
        response.header(HeaderValues.CONTENT_TYPE_JSON).send(Json.bytes(body));
    }
}
