package io.bytefreezer.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.schemas.event.Events;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class EventSerdesTest {

    private static final String TOPIC = "bytefreezer.raw.demo.web";

    @Test
    void needNoRegistryWhereNoneIsConfigured() {
        EventSerializer serializer = configured(new EventSerializer());

        assertThat(configured(new RawEventDeserializer()).deserialize(TOPIC, serializer.serialize(TOPIC, Events.RAW)))
                .isEqualTo(Events.RAW);
        assertThat(configured(new ProcessedEventDeserializer())
                        .deserialize(TOPIC, serializer.serialize(TOPIC, Events.PROCESSED)))
                .isEqualTo(Events.PROCESSED);
    }

    @Test
    void passNullThrough() {
        assertThat(new EventSerializer().serialize(TOPIC, null)).isNull();
        assertThat(new RawEventDeserializer().deserialize(TOPIC, (byte[]) null)).isNull();
        assertThat(new ProcessedEventDeserializer().deserialize(TOPIC, (byte[]) null))
                .isNull();
    }

    @Test
    void refuseToBeUsedForKeys() {
        assertThatThrownBy(() -> new EventSerializer().configure(Map.of(), true))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> new RawEventDeserializer().configure(Map.of(), true))
                .isInstanceOf(ConfigException.class);
    }

    private static <T extends Serializer<?>> T configured(T serializer) {
        serializer.configure(Map.of("bootstrap.servers", "localhost:9092"), false);
        return serializer;
    }

    private static <T extends Deserializer<?>> T configured(T deserializer) {
        deserializer.configure(Map.of("bootstrap.servers", "localhost:9092"), false);
        return deserializer;
    }
}
