package io.bytefreezer.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The blocks and variables of ByteFreezer's page on on-premises deployment, as they stand there. */
class SeedConfigurationTest {

    private static final Map<String, String> VARIABLES = Map.of(
            "BYTEFREEZER_CONTROL_URL", "https://control.bytefreezer.com",
            "BYTEFREEZER_SERVICE_KEY", "your-service-key-here",
            "S3_ENDPOINT", "http://minio:9000",
            "S3_BUCKET", "bytefreezer-data",
            "S3_ACCESS_KEY", "admin",
            "S3_SECRET_KEY", "changeme123",
            "S3_REGION", "us-east-1");

    private static final String CONTROL_AND_STORAGE = """
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
            """;

    record Service(
            @Default("{port: 8085}") ServerConfig server,
            ControlConfig control,
            @Nullable StorageConfig storage) {}

    @Test
    void theBlocksOfReceiverPiperPackerAndQueryParseVerbatim() {
        Service read = ConfigLoader.parse(
                Service.class, "receiver.yaml", "server:\n  port: 8081\n" + CONTROL_AND_STORAGE, VARIABLES);
        assertThat(read.server().port()).isEqualTo(8081);
        assertThat(read.control().url()).isEqualTo(URI.create("https://control.bytefreezer.com"));
        assertThat(read.control().serviceKey()).isEqualTo(new Secret("your-service-key-here"));
        assertThat(read.storage())
                .isEqualTo(new StorageConfig(
                        "s3",
                        URI.create("http://minio:9000"),
                        "bytefreezer-data",
                        "admin",
                        new Secret("changeme123"),
                        "us-east-1",
                        true));
    }

    @Test
    void theVariablesAloneSuffice() {
        Service fromFile = ConfigLoader.parse(Service.class, "piper.yaml", CONTROL_AND_STORAGE, VARIABLES);
        assertThat(ConfigLoader.load(Service.class, null, VARIABLES)).isEqualTo(fromFile);
    }

    @Test
    void everyVariableThatAFileNamesAndNobodySetIsToldAtOnce() {
        assertThatThrownBy(() -> ConfigLoader.parse(Service.class, "piper.yaml", CONTROL_AND_STORAGE, Map.of()))
                .hasMessageContaining("piper.yaml:2: environment variable BYTEFREEZER_CONTROL_URL is not set")
                .hasMessageContaining("piper.yaml:10: environment variable S3_REGION is not set");
    }
}
