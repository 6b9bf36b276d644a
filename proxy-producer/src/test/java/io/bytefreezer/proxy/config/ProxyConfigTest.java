package io.bytefreezer.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.proxy.input.SyslogInput;
import io.bytefreezer.runtime.config.ConfigException;
import io.bytefreezer.runtime.config.ConfigLoader;
import io.bytefreezer.runtime.config.ConfigReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxyConfigTest {

    private static final String DEPLOYMENT_PAGE = """
            # proxy-config.yaml
            server:
              port: 8082

            receiver:
              url: "http://receiver:8081"

            control:
              url: ${BYTEFREEZER_CONTROL_URL}
              service_key: ${BYTEFREEZER_SERVICE_KEY}
            """;

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "BYTEFREEZER_CONTROL_URL", "https://control.bytefreezer.com", "BYTEFREEZER_SERVICE_KEY", "key-of-account");

    @Test
    void theDeploymentPagesYamlLoadsUnchanged() {
        ProxyConfig config = parse(DEPLOYMENT_PAGE, ENVIRONMENT);
        assertThat(config.server().port()).isEqualTo(8082);
        assertThat(config.receiver().url()).isEqualTo(URI.create("http://receiver:8081"));
        assertThat(config.control().url()).isEqualTo(URI.create("https://control.bytefreezer.com"));
        assertThat(config.kafkaInUse()).as("the receiver takes the events").isEmpty();
        assertThat(config.limits()).isEqualTo(ProxyLimits.DEFAULT);
        assertThat(config.inputs()).isEmpty();
    }

    @Test
    void theVariablesAloneSuffice() {
        ProxyConfig config = ConfigLoader.load(
                ProxyConfig.class,
                null,
                Map.of(
                        "BYTEFREEZER_CONTROL_URL", "https://control.bytefreezer.com",
                        "BYTEFREEZER_SERVICE_KEY", "key-of-account",
                        "RECEIVER_URL", "http://receiver:8081",
                        "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092"));
        assertThat(config.server().port()).isEqualTo(ProxyConfig.DEFAULT_PORT);
        assertThat(config.receiver().url()).isEqualTo(URI.create("http://receiver:8081"));
        assertThat(config.kafkaInUse())
                .hasValueSatisfying(
                        kafka -> assertThat(kafka.bootstrapServers()).isEqualTo("kafka:9092"));
        assertThat(config.toString()).doesNotContain("key-of-account");
    }

    @Test
    void withoutKafkaAndReceiverEventsGoToTheKafkaOnThisMachine() {
        assertThat(parse("", Map.of()).kafkaInUse())
                .hasValueSatisfying(
                        kafka -> assertThat(kafka.bootstrapServers()).isEqualTo("localhost:9092"));
        assertThat(parse("kafka: {}\nreceiver: {url: 'http://receiver:8081'}", Map.of())
                        .kafkaInUse())
                .isPresent();
    }

    @Test
    void theSpoolIsUnderTheDataDirectoryUnlessGiven() {
        assertThat(parse("data_dir: /data", Map.of()).spoolFolder()).isEqualTo(Path.of("/data/spool"));
        assertThat(parse("data_dir: /data\nspool: {dir: /fast}", Map.of()).spoolFolder())
                .isEqualTo(Path.of("/fast"));
    }

    @Test
    void inputsAreRecordsChosenByTheirType() {
        ProxyConfig config = parse("""
                inputs:
                  - type: syslog
                    tenant: demo
                    dataset: syslog
                    port: 5514
                """, Map.of());
        assertThat(config.inputs()).singleElement().isInstanceOfSatisfying(SyslogInput.class, input -> {
            assertThat(input.port()).isEqualTo(5514);
            assertThat(input.label()).isEqualTo("input 'syslog' of demo/syslog");
        });
    }

    @Test
    void twoInputsOfADatasetNeedTwoNames() {
        assertThatThrownBy(() -> parse("""
                        inputs:
                          - {type: syslog, tenant: demo, dataset: syslog, port: 1}
                          - {type: syslog, tenant: demo, dataset: syslog, port: 2}
                        """, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is there twice");
    }

    @Test
    void limitsMustAgree() {
        assertThatThrownBy(() -> parse("limits: {event_max: 2MiB, decompressed_max: 1MiB}", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("event_max");
    }

    @Test
    void theReferenceNamesEveryInputAndLimit() {
        assertThat(ConfigReference.markdown("proxy", ProxyConfig.class))
                .contains("in_flight_max", "bytes_max", "connections_max", "webhook", "bootstrap_servers");
    }

    private static ProxyConfig parse(String yaml, Map<String, String> environment) {
        return ConfigLoader.parse(ProxyConfig.class, "proxy.yaml", yaml, environment);
    }
}
