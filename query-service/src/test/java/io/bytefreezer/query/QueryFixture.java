package io.bytefreezer.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.query.audit.AuditConfig;
import io.bytefreezer.query.job.JobsConfig;
import io.bytefreezer.query.live.LiveConfig;
import io.bytefreezer.query.run.CacheConfig;
import io.bytefreezer.query.run.KeyConfig;
import io.bytefreezer.query.run.QueryLimits;
import io.bytefreezer.query.tail.TailConfig;
import io.bytefreezer.runtime.config.CatalogConfig;
import io.bytefreezer.runtime.config.ControlConfig;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.KafkaConfig;
import io.bytefreezer.runtime.config.SchemaRegistryConfig;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.runtime.config.ServerConfig;
import io.bytefreezer.runtime.config.StorageConfig;
import io.bytefreezer.runtime.config.TopicsConfig;
import io.bytefreezer.runtime.control.FixedSnapshot;
import io.bytefreezer.runtime.service.ServiceHost;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.KeyHash;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A query service over a real store, with a key and somebody to ask it. */
final class QueryFixture implements AutoCloseable {

    static final String KEY = "bf_test_key";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final QueryConfig config;
    private final ServiceMetrics metrics = new ServiceMetrics("query");
    private final FixedSnapshot snapshots;
    private final ServiceHost host;
    private final HttpClient http = HttpClient.newHttpClient();

    QueryFixture(S3Fixture s3, Path directory, Path data, QueryLimits limits, DatasetRef... datasets) {
        this(directory, config(s3, data, limits, null), datasets);
    }

    QueryFixture(Path directory, QueryConfig config, DatasetRef... datasets) {
        this.directory = directory;
        this.config = config;
        this.snapshots = FixedSnapshot.of(snapshot("service", datasets));
        this.host = ServiceHost.start(QueryService.create(config, metrics, snapshots), config.server(), metrics);
    }

    static QueryLimits limits(java.time.Duration time, int concurrent, int queue) {
        return new QueryLimits(100_000, time, DataSize.ofMebibytes(64), concurrent, 2, queue);
    }

    static Snapshot snapshot(String keyType, DatasetRef... datasets) {
        List<Snapshot.Tenant> tenants = Stream.of(datasets)
                .map(DatasetRef::tenant)
                .distinct()
                .map(id -> new Snapshot.Tenant(id, id.value(), true))
                .toList();
        List<Dataset> list = Stream.of(datasets)
                .map(ref -> new Dataset(ref.tenant(), ref.dataset(), true, 1, List.of(), null, null, null))
                .toList();
        KeyHash key = new KeyHash("k1", KEY.substring(0, 8), KeyHash.sha256(KEY), keyType);
        return new Snapshot(1, new ResourceId("account").value(), tenants, list, List.of(key));
    }

    static QueryConfig config(S3Fixture s3, Path data, QueryLimits limits, @Nullable KafkaConfig kafka) {
        return config(s3, data, limits, kafka, JobsConfig.DEFAULT);
    }

    static QueryConfig config(
            S3Fixture s3, Path data, QueryLimits limits, @Nullable KafkaConfig kafka, JobsConfig jobs) {
        return new QueryConfig(
                new ServerConfig("127.0.0.1", 0, null),
                new ControlConfig(null, null, null),
                new StorageConfig(
                        "s3",
                        s3.endpoint(),
                        s3.bucket(),
                        s3.accessKey(),
                        new Secret(s3.secretKey()),
                        s3.region(),
                        true),
                new CatalogConfig("jdbc", null, null, null, Map.of()),
                data,
                new CacheConfig(DataSize.ofMebibytes(64), null),
                limits,
                kafka,
                SchemaRegistryConfig.NONE,
                TopicsConfig.DEFAULT,
                new TailConfig(
                        DataSize.ofMebibytes(16),
                        java.time.Duration.ofSeconds(5),
                        DataSize.ofMebibytes(64),
                        java.time.Duration.ofMinutes(1),
                        1_000),
                jobs,
                new LiveConfig(3, 2, java.time.Duration.ofMillis(50), java.time.Duration.ofMillis(200)),
                KeyConfig.DEFAULT,
                AuditConfig.DEFAULT,
                List.of());
    }

    LakeWriter writer() {
        return new LakeWriter(config.lake(), directory);
    }

    Path cache() {
        return config.cacheDirectory();
    }

    FixedSnapshot snapshots() {
        return snapshots;
    }

    int port() {
        return host.port();
    }

    /** Queries that run now, as the metrics tell. */
    double running() {
        return metrics.registry().get("bytefreezer.query.running").gauge().value();
    }

    /** Bytes of data files that were read from the store, as the metrics tell. */
    double fetchedBytes() {
        return metrics.registry()
                .get("bytefreezer.query.fetched.bytes")
                .functionCounter()
                .count();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Authorization", "Bearer " + KEY);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The body of an answer in a form that is no text. */
    byte[] bytes(HttpRequest.Builder request, String accept) {
        try {
            return http.send(request.header("Accept", accept).build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What DuckDB selects, as one text, from the Parquet file that is answered. */
    String fromParquet(HttpRequest.Builder request, String select) {
        request.header("Accept", "application/vnd.apache.parquet");
        try (ParquetAnswer file = ParquetAnswer.create()) {
            HttpResponse<Path> response = http.send(request.build(), HttpResponse.BodyHandlers.ofFile(file.path()));
            if (response.statusCode() != 200) {
                throw new AssertionError(response.statusCode() + ": " + Files.readString(file.path()));
            }
            return file.select(select);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> sql(Map<String, ?> body, String accept) {
        return send(request("/api/v1/query/sql").header("Accept", accept).POST(json(body)));
    }

    /** The answer to somebody else's key. */
    HttpResponse<String> sqlWith(String key, Map<String, ?> body) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/api/v1/query/sql"))
                .header("Authorization", "Bearer " + key)
                .POST(json(body)));
    }

    HttpResponse<String> sql(String sql) {
        return sql(Map.of("sql", sql, "tenant", "demo"), "application/json");
    }

    /** The answer of a query that must succeed. */
    JsonNode answer(String sql) {
        HttpResponse<String> response = sql(sql);
        if (response.statusCode() != 200) {
            throw new AssertionError(sql + ": " + response.statusCode() + " " + response.body());
        }
        return parse(response.body());
    }

    JsonNode get(String path) {
        return parse(send(request(path)).body());
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    static HttpRequest.BodyPublisher json(Map<String, ?> body) {
        try {
            return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        host.close();
        metrics.close();
    }
}
