package io.bytefreezer.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.runtime.config.SchemaRegistryConfig;
import io.bytefreezer.runtime.service.ServiceStartException;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.wire.SchemaRegistryException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventCodecsIT {

    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private final RawEvent event =
            new RawEvent(new UUID(1, 2), Instant.EPOCH, "in", null, null, Map.of(), new byte[] {1});

    @Test
    void withoutARegistryIdsAreFixed() {
        var codec = EventCodecs.of(SchemaRegistryConfig.NONE);
        assertThat(codec.decodeRaw(codec.encode("t", event))).isEqualTo(event);
    }

    @Test
    void aConfiguredRegistryIsAsked() {
        var codec = EventCodecs.of(new SchemaRegistryConfig(NOBODY, Map.of("basic.auth.user.info", "u:p")));
        assertThatThrownBy(() -> codec.encode("t", event)).isInstanceOf(SchemaRegistryException.class);
    }

    @Test
    void settingsThatContradictEachOtherAreRefusedAtTheStart() {
        var config = new SchemaRegistryConfig(NOBODY, Map.of("basic.auth.credentials.source", "SASL_INHERIT"));
        assertThatThrownBy(() -> EventCodecs.of(config))
                .isInstanceOf(ServiceStartException.class)
                .hasMessageStartingWith("schema_registry: ");
        assertThat(config.toString()).isEqualTo("SchemaRegistryConfig[127.0.0.1, [basic.auth.credentials.source]]");
    }
}
