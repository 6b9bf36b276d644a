package io.bytefreezer.packer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.lake.CatalogSettings;
import io.bytefreezer.lake.LakeException;
import io.bytefreezer.runtime.config.ConfigException;
import io.bytefreezer.runtime.config.ConfigLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackerConfigTest {

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
        PackerConfig config = parse(ENVIRONMENT, """
                # packer-config.yaml
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
        assertThat(config.server().port()).isEqualTo(8083);
        assertThat(config.lake().warehouse()).isEqualTo("s3://bytefreezer-data/lake");
        assertThat(config.toString()).doesNotContain("changeme123");
        assertThat(config.lake().toString()).doesNotContain("changeme123");
    }

    @Test
    void needsNoFileAtAll() {
        PackerConfig config = ConfigLoader.load(PackerConfig.class, null, ENVIRONMENT);
        assertThat(config.flush().limits().bytes()).isEqualTo(128L << 20);
        assertThat(config.flush().limits().age()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.group()).isEqualTo("bytefreezer-packer");
    }

    @Test
    void keepsTheCatalogBesideTheDataDirectoryWhereQueriesFindIt() {
        PackerConfig config = parse(ENVIRONMENT, "data_dir: /var/lib/bytefreezer/packer");
        assertThat(config.lake().catalog())
                .isEqualTo(new CatalogSettings.Embedded(Path.of("/var/lib/bytefreezer/catalog")));
    }

    @Test
    void namesEveryLimitThatLeavesNoRoomForARow() {
        assertThatThrownBy(() -> parse(ENVIRONMENT, """
                flush: {hours: 0}
                memory: {threads: 0}
                limits: {columns: 0}
                """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("hours", "threads", "columns");
    }

    @Test
    void saysWhatIsMissingForTheLake() {
        PackerConfig config = parse(Map.of(), "{}");
        assertThatThrownBy(config::lake)
                .isInstanceOfSatisfying(
                        LakeException.class, e -> assertThat(e.kind()).isEqualTo(LakeException.Kind.CONFIG))
                .hasMessageContainingAll("storage.bucket", "S3_BUCKET");
        PackerConfig noJdbc = parse(ENVIRONMENT, "catalog: {uri: 'postgresql://db/catalog'}");
        assertThatThrownBy(noJdbc::lake).hasMessageContaining("jdbc:postgresql://");
        PackerConfig noRest = parse(ENVIRONMENT, "catalog: {type: rest}");
        assertThatThrownBy(noRest::lake).hasMessageContaining("catalog.uri");
    }

    private static PackerConfig parse(Map<String, String> environment, String yaml) {
        return ConfigLoader.parse(PackerConfig.class, "packer.yaml", yaml, environment);
    }
}
