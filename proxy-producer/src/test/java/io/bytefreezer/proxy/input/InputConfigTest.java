package io.bytefreezer.proxy.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.proxy.config.ProxyConfig;
import io.bytefreezer.proxy.decode.BodyFormat;
import io.bytefreezer.runtime.config.ConfigException;
import io.bytefreezer.runtime.config.ConfigLoader;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.InputSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputConfigTest {

    private static final DatasetRef DATASET = DatasetRef.of("demo", "syslog");

    @Test
    void everyExampleLoads() {
        List<InputExample> examples = InputConfig.examples();
        assertThat(examples).isNotEmpty();
        for (InputExample example : examples) {
            String yaml = "inputs:\n  - " + example.yaml().strip().replace("\n", "\n    ");
            assertThat(ConfigLoader.parse(ProxyConfig.class, "proxy.yaml", yaml, Map.of())
                            .inputs())
                    .as(example.title())
                    .hasSize(1);
        }
    }

    @Test
    void anInputOfADatasetNeedsNoOptions() {
        assertThat(InputConfig.of(DATASET, new InputSpec("edge", "syslog", Map.of())))
                .isEqualTo(new SyslogInput(
                        "edge",
                        DATASET.tenant(),
                        DATASET.dataset(),
                        SyslogInput.Protocol.BOTH,
                        "0.0.0.0",
                        514,
                        DataSize.ofKibibytes(128),
                        500,
                        Duration.ofMinutes(10),
                        DataSize.ofMebibytes(8)));
        assertThat(InputConfig.of(DATASET, new InputSpec("hook", "webhook", Map.of("format", "ndjson"))))
                .isEqualTo(new WebhookInput("hook", DATASET.tenant(), DATASET.dataset(), BodyFormat.NDJSON));
    }

    @Test
    void optionsFromJsonBindLikeThoseOfYaml() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("port", 5514);
        options.put("protocol", "udp");
        options.put("message_max", "1MiB");
        options.put("idle_timeout", "30s");
        SyslogInput input = (SyslogInput) InputConfig.of(DATASET, new InputSpec("edge", "syslog", options));
        assertThat(input.port()).isEqualTo(5514);
        assertThat(input.protocol()).isEqualTo(SyslogInput.Protocol.UDP);
        assertThat(input.messageMax()).isEqualTo(DataSize.ofMebibytes(1));
        assertThat(input.idleTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void whatIsWrongIsSaidWithTheInputsName() {
        assertThatThrownBy(() -> InputConfig.of(DATASET, new InputSpec("edge", "syslog", Map.of("prot", 1))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("input 'edge' of demo/syslog")
                .hasMessageContaining("prot");
        assertThatThrownBy(() -> InputConfig.of(DATASET, new InputSpec("edge", "syslog", Map.of("port", 70_000))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("port must be between 0 and 65535");
        assertThatThrownBy(() -> InputConfig.of(DATASET, new InputSpec("edge", "carrier-pigeon", Map.of())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("carrier-pigeon");
    }
}
