package io.bytefreezer.launcher.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bytefreezer.receiver.RawObjectSinkConnector;
import io.bytefreezer.runtime.config.ConfigLoader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SinkPropertiesTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "localhost:9092",
            "S3_ENDPOINT", "http://localhost:9000",
            "S3_BUCKET", "bytefreezer",
            "S3_ACCESS_KEY", "id",
            "S3_SECRET_KEY", "hush");

    @Test
    void areThoseTheConnectorTakes() {
        Map<String, String> properties = SinkProperties.of(config(ENVIRONMENT));

        assertThatCode(() -> new RawObjectSinkConnector().start(properties)).doesNotThrowAnyException();
        assertThat(properties)
                .containsEntry("s3.endpoint", "http://localhost:9000")
                .containsEntry("s3.secret.key", "hush")
                .doesNotContainKey("schema.registry.url");
    }

    @Test
    void nameTheSchemaRegistryThatProducersUse() {
        Map<String, String> withRegistry = new java.util.HashMap<>(ENVIRONMENT);
        withRegistry.put("SCHEMA_REGISTRY_URL", "http://localhost:8085");

        assertThat(SinkProperties.of(config(withRegistry)))
                .containsEntry("schema.registry.url", "http://localhost:8085");
    }

    @Test
    void giveTheFirstCauseOfAFailureAsItsReason() {
        String trace = "org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask\n"
                + "\tat a.b.C\nCaused by: a.Refused: wrong key\n\t... 8 more\nCaused by: deeper";

        assertThat(ConnectWorker.reason(trace)).isEqualTo("a.Refused: wrong key");
        assertThat(ConnectWorker.reason("a.Plain: error\n\tat a.b.C")).isEqualTo("a.Plain: error");
        assertThat(ConnectWorker.reason(null)).isEmpty();
    }

    private static ReceiverConfig config(Map<String, String> environment) {
        return ConfigLoader.load(ReceiverConfig.class, null, environment);
    }
}
