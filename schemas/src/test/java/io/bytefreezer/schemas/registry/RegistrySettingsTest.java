package io.bytefreezer.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.schemas.wire.FixedSchemaIds;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;

class RegistrySettingsTest {

    private static final String URL = "https://registry.example:8081";

    @Test
    void areNotThereWithoutAnAddress() {
        assertThat(RegistrySettings.from(Map.of())).isEmpty();
        assertThat(RegistrySettings.from(Map.of("schema.registry.url", " "))).isEmpty();
        assertThat(RegistrySchemaIds.configured(Map.of())).isSameAs(FixedSchemaIds.INSTANCE);
    }

    @Test
    void takeSeveralAddresses() {
        assertThat(read(Map.of("schema.registry.url", "http://a:1/ , http://b:2/path"))
                        .urls())
                .containsExactly(URI.create("http://a:1"), URI.create("http://b:2/path"));
        assertThat(read(Map.of("schema.registry.url", List.of("http://a:1", "http://b:2")))
                        .urls())
                .hasSize(2);
    }

    @Test
    void haveSensibleDefaults() {
        RegistrySettings settings = read(Map.of());

        assertThat(settings.autoRegister()).isTrue();
        assertThat(settings.authorization()).isNull();
        assertThat(settings.connectTimeout()).isPositive();
        assertThat(settings.readTimeout()).isPositive();
    }

    @Test
    void takeWhatIsSet() {
        RegistrySettings settings =
                read(Map.of("auto.register.schemas", false, "http.connect.timeout.ms", 1, "http.read.timeout.ms", "2"));

        assertThat(settings.autoRegister()).isFalse();
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofMillis(1));
        assertThat(settings.readTimeout()).isEqualTo(Duration.ofMillis(2));
    }

    @Test
    void knowEachWayOfAuthentication() {
        String basic = "Basic dXNlcjpwYXNz";
        assertThat(read(Map.of(
                                "basic.auth.credentials.source",
                                "USER_INFO",
                                "basic.auth.user.info",
                                new Password("user:pass")))
                        .authorization())
                .isEqualTo(basic);
        assertThat(read(Map.of(
                                "schema.registry.basic.auth.credentials.source", "USER_INFO",
                                "schema.registry.basic.auth.user.info", "user:pass"))
                        .authorization())
                .isEqualTo(basic);
        RegistrySettings inUrl = read(Map.of("schema.registry.url", "http://user:pass@a:1"));
        assertThat(inUrl.authorization()).isEqualTo(basic);
        assertThat(inUrl.urls()).containsExactly(URI.create("http://a:1"));
        assertThat(read(Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "t"))
                        .authorization())
                .isEqualTo("Bearer t");
    }

    @Test
    void refuseWhatTheyDoNotUnderstand() {
        List<Map<String, String>> wrong = List.of(
                Map.of("schema.registry.url", "registry:8081"),
                Map.of("schema.registry.url", "http://a b"),
                Map.of("basic.auth.credentials.source", "SASL_INHERIT"),
                Map.of("basic.auth.credentials.source", "USER_INFO"),
                Map.of("bearer.auth.credentials.source", "OAUTHBEARER"),
                Map.of("bearer.auth.credentials.source", "STATIC_TOKEN"),
                Map.of("http.read.timeout.ms", "soon"));

        assertThat(wrong)
                .allSatisfy(
                        properties -> assertThatThrownBy(() -> read(properties)).isInstanceOf(ConfigException.class));
    }

    @Test
    void keepSecretsToThemselves() {
        assertThat(read(Map.of("schema.registry.url", "http://user:hush@a:1")).toString())
                .doesNotContain("hush")
                .doesNotContain("aHVzaA");
        assertThatThrownBy(() -> read(Map.of("schema.registry.url", "http://user:hush@a b")))
                .hasMessageNotContaining("hush");
    }

    private static RegistrySettings read(Map<String, ?> properties) {
        Map<String, Object> all = new java.util.HashMap<>(Map.of("schema.registry.url", URL));
        all.putAll(properties);
        return RegistrySettings.from(all).orElseThrow();
    }
}
