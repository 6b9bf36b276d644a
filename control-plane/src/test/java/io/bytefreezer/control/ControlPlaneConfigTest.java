package io.bytefreezer.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.runtime.config.ConfigException;
import io.bytefreezer.runtime.config.ConfigLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlPlaneConfigTest {

    @TempDir
    private Path directory;

    @Test
    void worksWithNothingConfigured() {
        ControlPlaneConfig config = ConfigLoader.load(ControlPlaneConfig.class, null, Map.of());
        assertThat(config.serverOrDefault().port()).isEqualTo(8080);
        assertThat(config.databaseOrDefault().url()).startsWith("jdbc:h2:file:");
        assertThat(config.bootstrapOrDefault().account()).hasToString("default");
    }

    @Test
    void readsEveryOption() throws Exception {
        ControlPlaneConfig config = load("""
                server: {host: 127.0.0.1, port: 9999}
                data_dir: /var/lib/control
                database:
                  url: jdbc:postgresql://db:5432/bytefreezer
                  user: me
                  password: ${DB_PASSWORD}
                  connections_max: 4
                bootstrap:
                  account: acme
                  service_key_file: /run/key
                  service_key: ${FIRST_KEY}
                """);
        assertThat(config.serverOrDefault().port()).isEqualTo(9999);
        assertThat(config.dataDirOrDefault()).isEqualTo(Path.of("/var/lib/control"));
        assertThat(config.databaseOrDefault().user()).isEqualTo("me");
        assertThat(config.databaseOrDefault().connectionsMax()).isEqualTo(4);
        assertThat(config.bootstrapOrDefault().account()).hasToString("acme");
        assertThat(config.bootstrapOrDefault().serviceKeyFile()).isEqualTo(Path.of("/run/key"));
        assertThat(config.toString()).contains("***").doesNotContain("hush", "0123456789");
    }

    @Test
    void listensOnItsOwnPortWhereOnlyTheHostIsGiven() throws Exception {
        ControlPlaneConfig config = load("server: {host: 127.0.0.1}\n");
        assertThat(config.serverOrDefault().host()).isEqualTo("127.0.0.1");
        assertThat(config.serverOrDefault().port()).isEqualTo(ControlPlaneConfig.DEFAULT_PORT);
    }

    @Test
    void refusesAnotherDatabaseAndAKeyThatCanBeGuessed() {
        assertThatThrownBy(() -> load("database: {url: 'jdbc:mysql://db/x'}\nbootstrap: {service_key: secret}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("jdbc:postgresql:")
                .hasMessageContaining("32 characters");
        assertThatThrownBy(() -> load("data_dir: '/a;b'\n")).hasMessageContaining("without ';'");
    }

    private ControlPlaneConfig load(String yaml) throws Exception {
        Path file = Files.writeString(directory.resolve("control.yaml"), yaml);
        return ConfigLoader.load(
                ControlPlaneConfig.class,
                file,
                Map.of("DB_PASSWORD", "hush", "FIRST_KEY", "bf_0123456789abcdef0123456789abcdef"));
    }
}
