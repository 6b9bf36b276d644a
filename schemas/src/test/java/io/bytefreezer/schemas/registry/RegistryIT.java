package io.bytefreezer.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.schemas.event.EventSchemas;
import io.bytefreezer.schemas.event.Events;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.kafka.EventSerializer;
import io.bytefreezer.schemas.kafka.ProcessedEventDeserializer;
import io.bytefreezer.schemas.kafka.RawEventDeserializer;
import io.bytefreezer.schemas.wire.SchemaRegistryException;
import io.bytefreezer.schemas.wire.UndecodableRecordException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real registry: what it takes, refuses and answers is not ours to imagine. */
class RegistryIT {

    private static RegistryProcess registry;

    @BeforeAll
    static void startRegistry(@TempDir Path logs) throws Exception {
        registry = RegistryProcess.start(logs.resolve("registry.log"));
    }

    @AfterAll
    static void stopRegistry() throws Exception {
        registry.close();
    }

    @Test
    void givesTheSameIdForTheSameSchemaAndFindsItAgain() {
        RegistrySchemaIds ids = ids(true);
        int id = ids.idOf("ids", EventSchemas.RAW_EVENT);

        assertThat(ids(true).idOf("ids", EventSchemas.RAW_EVENT)).isEqualTo(id);
        assertThat(ids(true).schemaOf(id))
                .as("the very object, so that comparing is free")
                .isSameAs(EventSchemas.RAW_EVENT);
    }

    @Test
    void carriesEventsThroughSerializerAndDeserializers() {
        EventSerializer serializer = new EventSerializer();
        serializer.configure(settings(true), false);
        RawEventDeserializer raw = new RawEventDeserializer();
        raw.configure(settings(true), false);
        ProcessedEventDeserializer processed = new ProcessedEventDeserializer();
        processed.configure(settings(true), false);

        assertThat(raw.deserialize("raw", serializer.serialize("raw", Events.RAW)))
                .isEqualTo(Events.RAW);
        assertThat(processed.deserialize("done", serializer.serialize("done", Events.PROCESSED)))
                .isEqualTo(Events.PROCESSED);
    }

    @Test
    void readsRecordsOfTwoVersionsOfASchema() {
        EventSerializer serializer = new EventSerializer();
        serializer.configure(settings(true), false);
        RawEventDeserializer reader = new RawEventDeserializer();
        reader.configure(settings(true), false);
        GenericRecord newer = newer(Events.RAW);

        byte[] first = serializer.serialize("versions", Events.RAW);
        byte[] second = serializer.serialize("versions", newer);
        assertThat(ByteBuffer.wrap(second).getInt(1))
                .isNotEqualTo(ByteBuffer.wrap(first).getInt(1));
        assertThat(reader.deserialize("versions", first)).isEqualTo(Events.RAW);
        assertThat(reader.deserialize("versions", second)).isEqualTo(Events.RAW);
    }

    @Test
    void saysWhenTheRegistryRefusesAnIncompatibleSchema() throws Exception {
        RegistrySchemaIds ids = ids(true);
        ids.idOf("strict", EventSchemas.RAW_EVENT);
        registry.requireBackwardCompatibility("strict-value");
        Schema incompatible = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"RawEvent\",\"namespace\":\"io.bytefreezer\",\"fields\":"
                        + "[{\"name\":\"payload\",\"type\":\"int\"}]}");

        assertThatThrownBy(() -> ids.idOf("strict", incompatible))
                .isInstanceOfSatisfying(
                        SchemaRegistryException.class,
                        e -> assertThat(e.isRetriable()).isFalse())
                .hasMessageContaining("strict-value")
                .hasMessageContaining("409");
    }

    @Test
    void registersNothingWhereThatIsNotAllowed() {
        assertThatThrownBy(() -> ids(false).idOf("forbidden", EventSchemas.RAW_EVENT))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("auto.register.schemas is false");

        int id = ids(true).idOf("allowed", EventSchemas.RAW_EVENT);
        assertThat(ids(false).idOf("allowed", EventSchemas.RAW_EVENT)).isEqualTo(id);
    }

    @Test
    void saysOfAnIdNobodyKnowsThatTheRecordIsBad() {
        assertThatThrownBy(() -> ids(true).schemaOf(123_456))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContaining("123456");
    }

    private static RegistrySchemaIds ids(boolean autoRegister) {
        return (RegistrySchemaIds) RegistrySchemaIds.configured(settings(autoRegister));
    }

    private static Map<String, Object> settings(boolean autoRegister) {
        return Map.of("schema.registry.url", registry.url().toString(), "auto.register.schemas", autoRegister);
    }

    /** The event as a later version of the schema may have it, with a field more. */
    private static GenericRecord newer(RawEvent event) {
        Schema schema = Schema.createRecord("RawEvent", null, "io.bytefreezer", false);
        java.util.List<Schema.Field> fields = new java.util.ArrayList<>();
        EventSchemas.RAW_EVENT.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        Schema text = Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
        fields.add(new Schema.Field("trace", text, null, JsonProperties.NULL_VALUE));
        schema.setFields(fields);
        GenericRecord record = new GenericData.Record(schema);
        EventSchemas.RAW_EVENT.getFields().forEach(field -> record.put(field.name(), event.get(field.pos())));
        record.put("trace", "00-4bf92f3577b34da6a3ce929d0e0e4736");
        return record;
    }
}
