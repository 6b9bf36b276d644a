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
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The query service in this process, asked over HTTP as its clients do, with a connection that stays open. The client does all in the thread that asks: what threads of a
 * client take to wake each other is not measured.
 */
final class AskedService implements AutoCloseable {

    private static final String KEY = "bf_measurement_key";
    private static final DatasetRef DATASET = DatasetRef.of("demo", "web");

    private final ServiceMetrics metrics = new ServiceMetrics("query");
    private final ServiceHost host;

    AskedService(QueryConfig config) {
        Snapshot snapshot = new Snapshot(
                1,
                "account",
                List.of(new Snapshot.Tenant(DATASET.tenant(), "demo", true)),
                List.of(new Dataset(DATASET.tenant(), DATASET.dataset(), true, 1, List.of(), null, null, null)),
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
        host.close();
        metrics.close();
    }

    private String post(Map<String, Object> body) {
        try {
            HttpURLConnection request =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + host.port() + "/api/v1/query/sql")
                            .toURL()
                            .openConnection();
            request.setRequestMethod("POST");
            request.setRequestProperty("Authorization", "Bearer " + KEY);
            request.setDoOutput(true);
            try (OutputStream out = request.getOutputStream()) {
                out.write(Json.bytes(body));
            }
            if (request.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new BenchmarkException(request.getResponseCode() + " " + text(request.getErrorStream()), null);
            }
            return text(request.getInputStream());
        } catch (IOException e) {
            throw new BenchmarkException("the query service does not answer", e);
        }
    }

    private static String text(@Nullable InputStream answer) throws IOException {
        if (answer == null) {
            return "";
        }
        try (answer) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
