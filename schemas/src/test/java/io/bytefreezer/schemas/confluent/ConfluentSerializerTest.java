package io.bytefreezer.schemas.confluent;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.schemas.event.Events;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.wire.EventCodec;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** Runs in the profile {@code confluent} alone, and was written where Confluent's jars could not be had: never run yet. */
class ConfluentSerializerTest {

    private static final String TOPIC = "bytefreezer.raw.demo.web";

    /** A registry in memory, Confluent's own; its first id is 1, which is also our fixed id of the schema. */
    private static final Map<String, ?> SETTINGS = Map.of("schema.registry.url", "mock://interoperability");

    @Test
    void readsAndWritesWhatOursWritesAndReads() {
        EventCodec ours = EventCodec.withFixedIds();
        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer();
                KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer()) {
            serializer.configure(SETTINGS, false);
            deserializer.configure(SETTINGS, false);
            byte[] theirs = serializer.serialize(TOPIC, Events.RAW);

            assertThat(theirs).isEqualTo(ours.encode(TOPIC, Events.RAW));
            assertThat(ours.decodeRaw(theirs)).isEqualTo(Events.RAW);
            assertThat(RawEvent.from((GenericRecord) deserializer.deserialize(TOPIC, theirs)))
                    .isEqualTo(Events.RAW);
        }
    }
}
