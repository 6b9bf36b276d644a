package io.bytefreezer.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.schemas.name.ResourceId;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {

    private static final Map<String, String> NO_ENVIRONMENT = Map.of();

    enum Mode {
        FAST,
        VERY_SAFE
    }

    sealed interface Input permits Webhook, Syslog {}

    record Webhook(@Default("/hook") String path) implements Input {}

    @TypeName("syslog")
    record Syslog(int port, @Default("1MiB") DataSize lineMax) implements Input {}

    record Everything(
            String text,
            int number,
            long big,
            double real,
            boolean flag,
            Duration time,
            DataSize size,
            Secret secret,
            URI address,
            Path path,
            Mode mode,
            ResourceId id,
            List<String> texts,
            Map<String, Integer> numbers,
            List<Input> inputs,
            Map<String, Object> anything,
            @Nullable String left) {}

    record Small(
            @Default("{port: 8082}") ServerConfig server,
            @Nullable StorageConfig storage,
            @Nullable String name) {}

    private static <C extends Record> C parse(Class<C> type, String yaml) {
        return ConfigLoader.parse(type, "test.yaml", yaml, NO_ENVIRONMENT);
    }

    @Test
    void readsEveryTypeOfOption() {
        Everything read = parse(Everything.class, """
                text: hello
                number: 42
                big: 5000000000
                real: 0.5
                flag: true
                time: 10m
                size: 64MiB
                secret: hunter2
                address: http://host:1/x
                path: /tmp/x
                mode: very_safe
                id: my-tenant
                texts: [a, "b"]
                numbers: {one: 1}
                inputs:
                  - type: webhook
                  - type: syslog
                    port: 514
                anything: {a: 1, b: [true, 1.50, "1", 007], c: {d: x}}
                left:
                """);
        assertThat(read.text()).isEqualTo("hello");
        assertThat(read.number()).isEqualTo(42);
        assertThat(read.big()).isEqualTo(5_000_000_000L);
        assertThat(read.real()).isEqualTo(0.5);
        assertThat(read.flag()).isTrue();
        assertThat(read.time()).isEqualTo(Duration.ofMinutes(10));
        assertThat(read.size()).isEqualTo(DataSize.ofMebibytes(64));
        assertThat(read.secret().value()).isEqualTo("hunter2");
        assertThat(read.address()).isEqualTo(URI.create("http://host:1/x"));
        assertThat(read.path()).isEqualTo(Path.of("/tmp/x"));
        assertThat(read.mode()).isEqualTo(Mode.VERY_SAFE);
        assertThat(read.id()).isEqualTo(new ResourceId("my-tenant"));
        assertThat(read.texts()).containsExactly("a", "b");
        assertThat(read.numbers()).containsEntry("one", 1);
        assertThat(read.inputs()).containsExactly(new Webhook("/hook"), new Syslog(514, DataSize.ofMebibytes(1)));
        assertThat(read.anything().toString()).isEqualTo("{a=1, b=[true, 1.50, 1, 007], c={d=x}}");
        assertThat(read.left()).isNull();
    }

    @Test
    void theFileWinsOverTheEnvironmentAndThatOverDefaults() {
        Map<String, String> environment = Map.of("S3_BUCKET", "from-env", "S3_REGION", "eu-1");
        Small read = ConfigLoader.parse(Small.class, "test.yaml", "storage: {bucket: from-file}", environment);
        assertThat(read.storage().bucket()).isEqualTo("from-file");
        assertThat(read.storage().region()).isEqualTo("eu-1");
        assertThat(read.storage().type()).isEqualTo("s3");
    }

    @Test
    void anOptionalBlockIsThereWhenTheEnvironmentGivesOneOfItsKeys() {
        assertThat(ConfigLoader.load(Small.class, null, Map.of("S3_BUCKET", "b"))
                        .storage()
                        .bucket())
                .isEqualTo("b");
        assertThat(ConfigLoader.load(Small.class, null, Map.of("S3_BUCKET", " "))
                        .storage())
                .isNull();
    }

    @Test
    void keysOfTheFileStandBesideThoseOfTheBlocksDefault() {
        ServerConfig server = parse(Small.class, "server: {host: 127.0.0.1}").server();
        assertThat(server.host()).isEqualTo("127.0.0.1");
        assertThat(server.port()).isEqualTo(8082);
        assertThat(parse(Small.class, "server: {port: 1}").server().port()).isEqualTo(1);
        assertThat(parse(Small.class, "").server()).isEqualTo(new ServerConfig("0.0.0.0", 8082, null));
    }

    @Test
    void variablesStandInValues() {
        Map<String, String> environment = Map.of("HOST", "box", "EMPTY", "");
        assertThat(named("name: a-${HOST}-${PORT:99}", environment)).isEqualTo("a-box-99");
        assertThat(named("name: x${EMPTY:fallback}", environment)).isEqualTo("xfallback");
        assertThat(named("name: ${EMPTY}", environment)).isNull();
        assertThat(named("name: $${HOST} $HOST", environment)).isEqualTo("${HOST} $HOST");
        Small port = ConfigLoader.parse(Small.class, "t", "server: {port: \"${P}\"}", Map.of("P", "7"));
        assertThat(port.server().port()).isEqualTo(7);
    }

    private static @Nullable String named(String yaml, Map<String, String> environment) {
        return ConfigLoader.parse(Small.class, "test.yaml", yaml, environment).name();
    }

    @Test
    void whatTheEnvironmentHoldsIsNeverReadAsAVariable() {
        assertThat(named("name: ${A}", Map.of("A", "${B}", "B", "x"))).isEqualTo("${B}");
    }

    @Test
    void kafkaKeysGoToTheClientsUntouchedNestedOrDotted() {
        record Kafka(KafkaConfig kafka) {}
        KafkaConfig kafka = parse(Kafka.class, """
                kafka:
                  bootstrap_servers: a:9092,b:9092
                  security: {protocol: SASL_SSL}
                  sasl.mechanism: PLAIN
                  sasl:
                    jaas.config: PlainLoginModule required username="u" password="p";
                  linger.ms: 5
                """).kafka();
        assertThat(kafka.properties())
                .containsEntry("bootstrap.servers", "a:9092,b:9092")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "PLAIN")
                .containsEntry("sasl.jaas.config", "PlainLoginModule required username=\"u\" password=\"p\";")
                .containsEntry("linger.ms", 5L);
        assertThat(kafka.toString()).doesNotContain("password");
        assertThat(parse(Kafka.class, "").kafka().bootstrapServers()).isEqualTo("localhost:9092");
    }

    @Test
    void optionsFromElsewhereAreBoundWithoutTheEnvironment() {
        Input input = ConfigLoader.bind(Input.class, "input a", Map.of("type", "syslog", "port", 514));
        assertThat(input).isEqualTo(new Syslog(514, DataSize.ofMebibytes(1)));
        assertThat(ConfigLoader.bind(Webhook.class, "input b", Map.of("path", "${HOME}"))
                        .path())
                .isEqualTo("${HOME}");
        assertThatThrownBy(() -> ConfigLoader.bind(Syslog.class, "input c", Map.of("prot", 1)))
                .hasMessageContaining("input c: unknown key 'prot'")
                .hasMessageContaining("did you mean 'port'?")
                .hasMessageContaining("missing key 'port'");
    }

    @Test
    void readsAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("small.yaml"), "name: x\n");
        assertThat(ConfigLoader.load(Small.class, file, NO_ENVIRONMENT).name()).isEqualTo("x");
    }

    @Test
    void aFileThatCannotBeReadIsAProblem(@TempDir Path folder) throws Exception {
        Path missing = folder.resolve("missing.yaml");
        assertThatThrownBy(() -> ConfigLoader.load(Small.class, missing, NO_ENVIRONMENT))
                .isInstanceOf(ConfigException.class)
                .hasMessage(missing + ": there is no such file");
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});
        assertThatThrownBy(() -> ConfigLoader.load(Small.class, binary, NO_ENVIRONMENT))
                .hasMessage(binary + ": it is not UTF-8 text");
        Path large = Files.write(folder.resolve("large.yaml"), new byte[2_000_000]);
        assertThatThrownBy(() -> ConfigLoader.load(Small.class, large, NO_ENVIRONMENT))
                .hasMessage(large + ": larger than 1MiB");
        assertThatThrownBy(() -> ConfigLoader.load(Small.class, folder, NO_ENVIRONMENT))
                .isInstanceOf(ConfigException.class);
    }
}
