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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                        DataSize.ofMebibytes(8),
                        null));
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
    void linesToPutTogetherAreABlockOfOptions() {
        Map<String, Object> options = Map.of("multiline", Map.of("continue", "^\\s", "lines_max", 50, "wait", "200ms"));
        SyslogInput input = (SyslogInput) InputConfig.of(DATASET, new InputSpec("edge", "syslog", options));
        assertThat(input.multiline())
                .isEqualTo(new Multiline(null, "^\\s", false, 50, DataSize.ofMebibytes(1), Duration.ofMillis(200)));
        assertThat(InputConfig.of(DATASET, new InputSpec("edge", "syslog", options)))
                .as("an input that is configured the same is not opened anew")
                .isEqualTo(input);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                | multiline: it needs exactly one of 'start'
                    {start: a, continue: b}                           | has 'start' and 'continue': leave out all but one
                    {start: a, cri: true}                             | has 'start' and 'cri'
                    {start: '('}                                      | multiline: start is not a pattern in RE2's language
                    {continue: '((a{1000}){1000}){1000}'}             | multiline: continue is too large
                    {begin: a}                                        | unknown key 'begin' under inputs[0].multiline
                    {contine: a}                                      | did you mean 'continue'
                    {cri: true, lines_max: 1}                         | multiline: lines_max must be between 2 and 100000
                    {cri: true, bytes_max: 9MiB}                      | multiline: bytes_max must be between
                    {cri: true, wait: 2m}                             | multiline: wait must be between
                    {cri: true, bytes_max: 100KiB}                    | multiline.bytes_max (100KiB) must be at least message_max
                    """)
    void aBlockOfLinesThatCannotBeMeantIsRefused(String multiline, String problem) {
        String yaml = "inputs: [{type: syslog, tenant: demo, dataset: syslog, multiline: " + multiline + "}]";
        assertThatThrownBy(() -> ConfigLoader.parse(ProxyConfig.class, "proxy.yaml", yaml, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(problem);
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
