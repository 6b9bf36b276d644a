package io.bytefreezer.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a user reads when a configuration is wrong: the messages word for word. */
class ConfigProblemsTest {

    enum Mode {
        FAST,
        SAFE
    }

    sealed interface Input permits Webhook, Syslog {}

    record Webhook(@Default("/hook") String path) implements Input {}

    record Syslog(int port) implements Input {}

    record Service(
            @Default("{port: 8082}") ServerConfig server,
            ControlConfig control,
            @Nullable StorageConfig storage,
            KafkaConfig kafka,
            List<Input> inputs,
            @Default("safe") Mode mode,
            @Default("5s") Duration patience,
            @Default("1MiB") DataSize size,
            @Nullable URI address,
            Map<String, String> labels) {}

    private static String problems(String yaml) {
        return problems(yaml, Map.of());
    }

    private static String problems(String yaml, Map<String, String> environment) {
        try {
            return ConfigLoader.parse(Service.class, "x.yaml", yaml, environment)
                    .toString();
        } catch (ConfigException e) {
            return Objects.requireNonNull(e.getMessage());
        }
    }

    @Test
    void anUnknownKeyIsNamedWithItsLineAndTheNearestKnownOne() {
        assertThat(problems("""
                storage:
                  type: s3
                  bukcet: data
                """)).isEqualTo("x.yaml:3: unknown key 'bukcet' under storage; did you mean 'bucket'?");
    }

    @Test
    void anUnknownKeyWithoutANearOneComesWithAllThatAreKnown() {
        assertThat(problems("zebra: 1"))
                .isEqualTo("x.yaml:1: unknown key 'zebra' at the top; known keys: server, control, storage, kafka,"
                        + " inputs, mode, patience, size, address, labels");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThat(problems("""
                server: {port: many}
                mode: fats
                patience: 5
                size: 3 apples
                address: nowhere
                inputs:
                  - type: sylog
                  - type: syslog
                  - path: /x
                labels: {a: [1]}
                """).lines())
                .containsExactly(
                        "x.yaml:1: server.port is 'many': a whole number is needed",
                        "x.yaml:7: unknown type 'sylog' under inputs[0]: one of webhook, syslog; did you mean 'syslog'?",
                        "x.yaml:8: missing key 'port' under inputs[1]",
                        "x.yaml:9: missing key 'type' under inputs[2]: one of webhook, syslog",
                        "x.yaml:2: mode is 'fats': one of 'fast', 'safe' is needed; did you mean 'fast'?",
                        "x.yaml:3: patience is '5': a duration is needed: for example 500ms, 5s, 10m, 2h or 7d",
                        "x.yaml:4: size is '3 apples': unknown unit 'apples': use B, kB, MB, GB, TB or KiB, MiB, GiB, TiB",
                        "x.yaml:5: address is 'nowhere': an address is needed: for example http://host:8080",
                        "x.yaml:10: labels.a: expected a single value, found a list");
    }

    @Test
    void whatAConstructorRefusesHasTheLineOfItsBlock() {
        assertThat(problems("""
                mode: fast
                server:
                  port: 99999
                """)).isEqualTo("x.yaml:2: server: a port is a number from 0 to 65535, not 99999");
    }

    @Test
    void aMissingVariableIsNamedWithItsLine() {
        assertThat(problems("control:\n  url: ${CONTROL}\n"))
                .isEqualTo("x.yaml:2: environment variable CONTROL is not set: set it, or write ${CONTROL:default}");
        assertThat(problems("control:\n  url: ${CONTROL\n"))
                .isEqualTo("x.yaml:2: '${' starts a variable, written ${NAME} or ${NAME:default}; for the characters"
                        + " themselves write '$${'");
    }

    @Test
    void aWrongShapeIsNamed() {
        assertThat(problems("server: 8082"))
                .isEqualTo("x.yaml:1: server: expected a block of keys, found a single value");
        assertThat(problems("inputs: {}")).isEqualTo("x.yaml:1: inputs: expected a list, found a block of keys");
        assertThat(problems("- a")).isEqualTo("x.yaml:1: expected keys and values, found a list");
        assertThat(problems("just text")).isEqualTo("x.yaml:1: expected keys and values, found a single value");
    }

    @Test
    void whatIsNotYamlHasItsLine() {
        assertThat(problems("a: b: c")).isEqualTo("x.yaml:1: not YAML: mapping values are not allowed here");
        assertThat(problems("mode: fast\nmode: safe")).isEqualTo("x.yaml:2: key 'mode' is there twice");
        assertThat(problems("mode: &m fast\nsize: *m"))
                .isEqualTo("x.yaml:2: aliases (*name) are not read: write the value out");
        assertThat(problems("mode: fast\n---\nmode: safe"))
                .isEqualTo("x.yaml:2: a second document starts here: one is read");
        assertThat(problems("inputs: " + "[".repeat(100_000))).isEqualTo("x.yaml:1: nested deeper than 32 levels");
    }

    @Test
    void secretsAndWhatTheEnvironmentHoldsAreNeverShown() {
        Map<String, String> environment = Map.of("PASSWORD", "hunter2", "S3_ENDPOINT", "hunter2");
        assertThat(problems("server: {port: '${PASSWORD}'}", environment))
                .isEqualTo("x.yaml:1: server.port is '${PASSWORD}': a whole number is needed\n"
                        + "environment variable S3_ENDPOINT: storage.endpoint is '$S3_ENDPOINT': an address is needed:"
                        + " for example http://host:8080");
        assertThat(problems("storage: {access_key: a, secret_key: [hunter2]}")).doesNotContain("hunter2");
        assertThat(problems("control: {service_key: 'hunter2 hunter2'}"))
                .isEqualTo("x.yaml:1: control: service_key holds blanks or characters that no key has");
        assertThat(problems("hunter2:hunter2")).doesNotContain("hunter2");
        assertThat(problems("control: {service_key: hunter2}\nstorage: {access_key: a, secret_key: hunter2}"))
                .contains("***")
                .doesNotContain("hunter2");
    }

    /** What random configurations are made of, separated by blanks; {@code _} stands for a blank, {@code ^} for a line end. */
    private static final String PIECES = """
            server control storage kafka inputs type port mode size labels webhook syslog : :_ ^ ^__ ^____ -_ [ ] { } ,_ " '
            | > # &a *a !!int !x_ % @ ` ? ~ null ${ } ${A} ${B:c} $${ --- ... << 0 -1 99999999999999999999 1e999 5s P é
            """;

    @Test
    @Timeout(60)
    void noTextCrashesIt() {
        long seed = System.nanoTime();
        RandomGenerator random = new SplittableRandom(seed);
        List<String> pieces = new ArrayList<>(List.of("\t", "\0", "\uFEFF", "\uD83D"));
        for (String piece : PIECES.strip().split("\\s+")) {
            pieces.add(piece.replace('_', ' ').replace('^', '\n'));
        }
        for (int round = 0; round < 20_000; round++) {
            StringBuilder yaml = new StringBuilder();
            int length = random.nextInt(40);
            for (int i = 0; i < length; i++) {
                yaml.append(pieces.get(random.nextInt(pieces.size())));
            }
            try {
                problems(yaml.toString(), Map.of("A", "x: y"));
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", text: " + yaml, e);
            }
        }
    }
}
