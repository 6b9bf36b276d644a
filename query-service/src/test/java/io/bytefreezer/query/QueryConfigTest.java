package io.bytefreezer.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.lake.CatalogSettings;
import io.bytefreezer.lake.LakeSettings;
import io.bytefreezer.query.job.JobsConfig;
import io.bytefreezer.runtime.config.ConfigLoader;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryConfigTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "BYTEFREEZER_CONTROL_URL", "https://control.example.com",
            "BYTEFREEZER_SERVICE_KEY", "key",
            "S3_ENDPOINT", "http://minio:9000",
            "S3_BUCKET", "bytefreezer-data",
            "S3_ACCESS_KEY", "admin",
            "S3_SECRET_KEY", "changeme123",
            "S3_REGION", "us-east-1");

    @Test
    void takesTheDocumentedYamlAsItIs() {
        QueryConfig config = parse("""
                # query-config.yaml
                server:
                  port: 8084
                control:
                  url: ${BYTEFREEZER_CONTROL_URL}
                  service_key: ${BYTEFREEZER_SERVICE_KEY}
                storage:
                  type: s3
                  endpoint: ${S3_ENDPOINT}
                  bucket: ${S3_BUCKET}
                  access_key: ${S3_ACCESS_KEY}
                  secret_key: ${S3_SECRET_KEY}
                  region: ${S3_REGION}
                """);
        assertThat(config.server().port()).isEqualTo(8084);
        assertThat(config.control().url()).isEqualTo(URI.create("https://control.example.com"));
        LakeSettings lake = config.lake();
        assertThat(lake.warehouse()).isEqualTo("s3://bytefreezer-data/lake");
        assertThat(lake.toString()).doesNotContain("changeme123");
    }

    @Test
    void needsNoFileAtAll() {
        QueryConfig config = ConfigLoader.load(QueryConfig.class, null, ENVIRONMENT);
        assertThat(config.server().port()).isEqualTo(8084);
        assertThat(config.storage().bucket()).isEqualTo("bytefreezer-data");
        assertThat(config.limits().rows()).isEqualTo(100_000);
        assertThat(config.limits().time()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.limits().memory()).isEqualTo(DataSize.ofMebibytes(512));
    }

    @Test
    void keepsTheCatalogBesideTheDataDirectoryWhereOtherServicesFindIt() {
        QueryConfig config = parse("data_dir: /var/lib/bytefreezer/query");
        assertThat(config.lake().catalog())
                .isEqualTo(new CatalogSettings.Embedded(Path.of("/var/lib/bytefreezer/catalog")));
    }

    @Test
    void takesACatalogByUrlAndLimits() {
        QueryConfig config = parse("""
                catalog:
                  uri: jdbc:postgresql://db/catalog
                  user: lake
                  password: secret
                cache: {size: 1GiB, dir: /var/cache/lake}
                limits: {rows: 10, time: 5s, memory: 128MiB, concurrent: 2, threads: 1, queue: 3}
                """);
        assertThat(config.lake().catalog())
                .isEqualTo(new CatalogSettings.Jdbc("jdbc:postgresql://db/catalog", "lake", new Secret("secret")));
        assertThat(config.cacheDirectory()).isEqualTo(Path.of("/var/cache/lake"));
        assertThat(config.limits().queue()).isEqualTo(3);
    }

    @Test
    void takesExportsLimitsOfKeysAndTheLogOfQueries() {
        QueryConfig config = parse("""
                data_dir: /data
                keys: {concurrent: 1, scan: 1GiB}
                audit: {size: 1MiB}
                exports:
                  - name: errors
                    tenant: acme
                    sql: select event_id, host from web
                    target: {type: elasticsearch, url: "https://search:9200", index: web, api_key: k}
                  - name: all
                    sql: select * from acme.web
                    from: now
                    target:
                      type: webhook
                      url: https://hook.example.com/in
                      headers: {Authorization: Bearer x}
                  - {name: k, sql: select 1, target: {type: kafka, topic: out, cluster: {bootstrap_servers: "k:9092"}}}
                  - {name: s, sql: select 1, target: {type: splunk, url: "https://splunk:8088", token: t}}
                  - {name: f, sql: select 1, target: {type: files, dir: /out}}
                """);
        assertThat(config.keys().concurrent()).isEqualTo(1);
        assertThat(config.auditDirectory()).isEqualTo(Path.of("/data/audit"));
        assertThat(config.exports())
                .extracting(export -> export.name())
                .containsExactly("errors", "all", "k", "s", "f");
        assertThat(config.toString()).doesNotContain("Bearer");
    }

    @Test
    void takesLimitsOfJobsThatLeaveRoom() {
        QueryConfig config = parse("""
                data_dir: /data
                jobs: {result_bytes_max: 1GiB, bytes_max: 2GiB, per_key: 5, keep: 10m}
                """);
        assertThat(config.jobs().keep()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.jobsDirectory()).isEqualTo(Path.of("/data/jobs"));
        assertThat(parse("{}").jobs()).isEqualTo(JobsConfig.DEFAULT);
        assertThatThrownBy(() -> parse("jobs: {result_bytes_max: 2GiB, bytes_max: 3GiB}"))
                .hasMessageContaining("half of bytes_max");
        assertThatThrownBy(() -> parse("jobs: {per_key: 0}")).hasMessageContaining("per_key");
        assertThatThrownBy(() -> parse("jobs: {keep: 0s}")).hasMessageContaining("keep");
    }

    @Test
    void refusesExportsThatCannotBe() {
        String files = ", sql: select 1, target: {type: files, dir: /out}}";
        assertThatThrownBy(() -> parse("exports: [{name: a" + files + ", {name: a" + files + "]"))
                .hasMessageContaining("same name");
        assertThatThrownBy(() -> parse("exports: [{name: ../a" + files + "]")).hasMessageContaining("name");
        assertThatThrownBy(() -> parse("exports: [{name: a, from: yesterday" + files + "]"))
                .hasMessageContaining("beginning");
        assertThatThrownBy(
                        () -> parse("exports: [{name: a, sql: s, target: {type: webhook, url: 'http://u:p@host/x'}}]"))
                .hasMessageContaining("password");
    }

    private static QueryConfig parse(String yaml) {
        return ConfigLoader.parse(QueryConfig.class, "query.yaml", yaml, ENVIRONMENT);
    }
}
