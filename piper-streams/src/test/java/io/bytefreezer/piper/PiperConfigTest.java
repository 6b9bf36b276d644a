package io.bytefreezer.piper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.piper.lookup.NamedSecrets;
import io.bytefreezer.runtime.config.ConfigException;
import io.bytefreezer.runtime.config.ConfigLoader;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PiperConfigTest {

    private static final String USERS = "long and random, of the test";

    private static PiperConfig config(String yaml) {
        return ConfigLoader.parse(
                PiperConfig.class,
                "piper.yaml",
                "control: {}\nkafka: {bootstrap_servers: 'kafka:9092'}\n" + yaml,
                Map.of("HASH_USERS", USERS));
    }

    @Test
    void secretsComeFromTheFileOrTheEnvironmentAndAreNeverShown() {
        PiperConfig config = config("secrets: {users: '${HASH_USERS}', mail: 'another long and random one'}\n");
        NamedSecrets secrets = new NamedSecrets(config.secrets());
        assertThat(secrets.find("users").orElseThrow().text()).isEqualTo(USERS);
        assertThat(secrets.missing(Set.of("users", "mail", "phones"))).containsExactly("phones");
        assertThat(config.toString()).contains("users=***").doesNotContain(USERS);
        assertThat(secrets.toString()).doesNotContain(USERS);
        assertThat(config("").secrets()).isEmpty();
    }

    @Test
    void aShortSecretIsRefusedByItsNameAndNotShown() {
        assertThatThrownBy(() -> config("secrets: {users: 'too-short-one'}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("secrets.users must be long and random")
                .message()
                .doesNotContain("too-short-one");
    }
}
