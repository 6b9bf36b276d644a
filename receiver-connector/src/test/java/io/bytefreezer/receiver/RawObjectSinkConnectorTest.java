package io.bytefreezer.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;

class RawObjectSinkConnectorTest {

    private static final Path BUFFERS = Path.of("buffers");

    @Test
    void isFoundByConnect() {
        assertThat(ServiceLoader.load(SinkConnector.class))
                .anySatisfy(found -> assertThat(found).isInstanceOf(RawObjectSinkConnector.class));
    }

    @Test
    void givesEachTaskItsProperties() {
        RawObjectSinkConnector connector = new RawObjectSinkConnector();
        Map<String, String> properties = Properties.with(BUFFERS, Map.of());
        connector.start(properties);

        assertThat(connector.taskConfigs(2)).containsExactly(properties, properties);
        assertThat(connector.taskClass()).isEqualTo(RawObjectSinkTask.class);
        assertThat(connector.version()).isNotBlank();
    }

    @Test
    void refusesToReadUncommitted() {
        for (String level : new String[] {null, "read_uncommitted"}) {
            Map<String, String> properties = Properties.with(BUFFERS, Map.of());
            properties.put("consumer.override.isolation.level", level);

            assertThatThrownBy(() -> new RawObjectSinkConnector().start(properties))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("consumer.override.isolation.level")
                    .hasMessageContaining("set it to read_committed");
        }
    }

    @Test
    void refusesWhateverChangesOrSkipsRecords() {
        Map<String, String> harmful = Map.of(
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "transforms", "mask",
                "errors.tolerance", "all",
                "consumer.override.auto.offset.reset", "latest");

        harmful.forEach((key, value) -> assertThatThrownBy(
                        () -> new RawObjectSinkConnector().start(Properties.with(BUFFERS, Map.of(key, value))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key + " is '" + value + "'"));
    }

    @Test
    void takesWhatIsHarmless() {
        assertThatCode(() -> new RawObjectSinkConnector()
                        .start(Properties.with(
                                BUFFERS,
                                Map.of(
                                        "value.converter",
                                        "org.apache.kafka.connect.converters.ByteArrayConverter",
                                        "errors.tolerance",
                                        "none",
                                        "transforms",
                                        ""))))
                .doesNotThrowAnyException();
    }

    @Test
    void tellsConnectWhatIsWrongBeforeItStarts() {
        Map<String, String> properties = new HashMap<>(Map.of("transforms", "mask"));
        List<ConfigValue> values =
                new RawObjectSinkConnector().validate(properties).configValues();

        assertThat(values.stream().filter(value -> !value.errorMessages().isEmpty()))
                .extracting(ConfigValue::name)
                .containsExactlyInAnyOrder("s3.bucket", "consumer.override.isolation.level", "transforms");
    }

    @Test
    void refusesSettingsThatCannotBe() {
        Map<String, String> wrong = Map.of(
                "s3.endpoint", "minio:9000",
                "s3.access.key", "without-secret",
                "topics.prefix", "a..b",
                "rotate.bytes", "0",
                "rotate.records", "none",
                "rotate.interval.ms", "-1");

        wrong.forEach((key, value) -> assertThatThrownBy(
                        () -> new RawObjectSinkConnector().start(Properties.with(BUFFERS, Map.of(key, value))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key));
    }

    @Test
    void keepsTheSecretKeyToItself() {
        ReceiverConfig config =
                ReceiverConfig.of(Properties.with(BUFFERS, Map.of("s3.access.key", "id", "s3.secret.key", "hush")));

        assertThat(config.toString()).contains("id").doesNotContain("hush");
        assertThat(config.s3().credentials().secretKey()).isEqualTo("hush");
    }

    @Test
    void describesEachOfItsSettings() {
        assertThat(new RawObjectSinkConnector().config().configKeys().values())
                .allSatisfy(key -> assertThat(key.documentation).endsWith("."));
    }
}
