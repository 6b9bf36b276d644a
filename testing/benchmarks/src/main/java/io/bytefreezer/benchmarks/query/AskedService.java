package io.bytefreezer.benchmarks.query;

import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.query.QueryConfig;
import io.bytefreezer.query.QueryService;
import io.bytefreezer.runtime.control.FixedSnapshot;
import io.bytefreezer.runtime.http.Json;
import io.bytefreezer.runtime.service.ServiceHost;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.KeyHash;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** The query service in this process, asked over HTTP as its clients do. */
final class AskedService implements AutoCloseable {

    private static final String KEY = "bf_measurement_key";
    private static final DatasetRef DATASET = DatasetRef.of("demo", "web");

    private final ServiceMetrics metrics = new ServiceMetrics("query");
    private final HttpClient http = HttpClient.newHttpClient();
    private final ServiceHost host;

    AskedService(QueryConfig config) {
        Snapshot snapshot = new Snapshot(
                1,
                "account",
                List.of(new Snapshot.Tenant(DATASET.tenant(), "demo", true)),
                List.of(new Dataset(DATASET.tenant(), DATASET.dataset(), true, 1, List.of(), null, null)),
                List.of(new KeyHash("k1", KEY.substring(0, 8), KeyHash.sha256(KEY), "service")));
        this.host = ServiceHost.start(
                QueryService.create(config, metrics, FixedSnapshot.of(snapshot)), config.server(), metrics);
    }

    /** The answer's body. */
    String ask(String sql) {
        return post(Map.of("sql", sql));
    }

    /** What the service would read. */
    String explain(String sql) {
        return post(Map.of("sql", sql, "explain", true));
    }

    /** Bytes of data files that were read from the store. */
    double fetchedBytes() {
        return metrics.registry()
                .get("bytefreezer.query.fetched.bytes")
                .functionCounter()
                .count();
    }

    @Override
    public void close() {
        http.close();
        host.close();
        metrics.close();
    }

    private String post(Map<String, Object> body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + host.port() + "/api/v1/query/sql"))
                .header("Authorization", "Bearer " + KEY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new BenchmarkException(response.statusCode() + " " + response.body(), null);
            }
            return response.body();
        } catch (IOException e) {
            throw new BenchmarkException("the query service does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
    }
}
