package io.bytefreezer.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.schemas.event.EventSchemas;
import io.bytefreezer.schemas.event.Events;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.event.RawEvent;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    private static final String TOPIC = "bytefreezer.raw.demo.web";
    private static final int HEADER = 5;

    private final EventCodec codec = EventCodec.withFixedIds();

    @Test
    void readsBackWhatItWrote() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            RawEvent raw = Events.raw(random);
            assertThat(codec.decodeRaw(codec.encode(TOPIC, raw)))
                    .as("seed %d", seed)
                    .isEqualTo(raw);
            ProcessedEvent processed = Events.processed(random);
            assertThat(codec.decodeProcessed(codec.encode(TOPIC, processed)))
                    .as("seed %d", seed)
                    .isEqualTo(processed);
        }
    }

    /** The golden bytes were written by the first version. They are on Kafka and on S3, and stay readable for ever. */
    @Test
    void writesAndReadsTheBytesOfTheFirstVersion() throws Exception {
        assertThat(codec.encode(TOPIC, Events.RAW)).isEqualTo(golden("raw-event-v1.hex"));
        assertThat(codec.decodeRaw(golden("raw-event-v1.hex"))).isEqualTo(Events.RAW);
        assertThat(codec.encode(TOPIC, Events.PROCESSED)).isEqualTo(golden("processed-event-v1.hex"));
        assertThat(codec.decodeProcessed(golden("processed-event-v1.hex"))).isEqualTo(Events.PROCESSED);
    }

    @Test
    void writesWhatAGenericAvroWriterWrites() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            RawEvent raw = Events.raw(random);
            assertThat(body(codec.encode(TOPIC, raw))).isEqualTo(generic(raw));
            ProcessedEvent processed = Events.processed(random);
            assertThat(body(codec.encode(TOPIC, processed))).isEqualTo(generic(processed));
        }
    }

    @Test
    void turnsGenericRecordsIntoEvents() throws Exception {
        Random random = new Random(2);
        for (int i = 0; i < 500; i++) {
            RawEvent raw = Events.raw(random);
            assertThat(RawEvent.from(generic(EventSchemas.RAW_EVENT, body(codec.encode(TOPIC, raw)))))
                    .isEqualTo(raw);
            ProcessedEvent processed = Events.processed(random);
            assertThat(ProcessedEvent.from(generic(EventSchemas.PROCESSED_EVENT, body(codec.encode(TOPIC, processed)))))
                    .isEqualTo(processed);
        }
    }

    @Test
    void writesGenericRecordsToo() throws Exception {
        GenericRecord generic = generic(EventSchemas.RAW_EVENT, body(codec.encode(TOPIC, Events.RAW)));

        assertThat(codec.decodeRaw(codec.encode(TOPIC, generic))).isEqualTo(Events.RAW);
    }

    @Test
    void readsRecordsOfAnOlderAndANewerSchema() throws Exception {
        for (Schema writer : new Schema[] {without("format"), with("severity")}) {
            EventCodec reader = new EventCodec(new OneSchema(writer));
            GenericRecord record = new GenericData.Record(writer);
            EventSchemas.RAW_EVENT.getFields().stream()
                    .filter(field -> writer.getField(field.name()) != null)
                    .forEach(field -> record.put(field.name(), Events.RAW.get(field.pos())));
            if (writer.getField("severity") != null) {
                record.put("severity", "high");
            }

            RawEvent read = reader.decodeRaw(value(generic(record)));
            assertThat(read.payload()).isEqualTo(Events.RAW.payload());
            assertThat(read.eventId()).isEqualTo(Events.RAW.eventId());
            assertThat(read.format()).isEqualTo(writer.getField("format") == null ? null : Events.RAW.format());
        }
    }

    @Test
    void saysOfAnyBytesThatTheyAreNoEventAndNothingElse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            byte[] value = new byte[random.nextInt(200)];
            random.nextBytes(value);
            if (value.length >= HEADER && random.nextInt(10) > 0) {
                ByteBuffer.wrap(value).put((byte) 0).putInt(1 + random.nextInt(2));
            }
            assertDecodesOrRefuses(value, seed);
        }
    }

    @Test
    void refusesDamagedEventsAndNothingElse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            byte[] value = codec.encode(TOPIC, random.nextBoolean() ? Events.raw(random) : Events.processed(random));
            if (random.nextBoolean()) {
                value = Arrays.copyOf(value, random.nextInt(value.length));
            } else {
                value[random.nextInt(value.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertDecodesOrRefuses(value, seed);
        }
    }

    private void assertDecodesOrRefuses(byte[] value, long seed) {
        try {
            codec.decodeRaw(value);
        } catch (UndecodableRecordException e) {
            assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
        }
        try {
            codec.decodeProcessed(value);
        } catch (UndecodableRecordException e) {
            assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
        }
    }

    @Test
    void refusesLengthsBeyondAllMemory() {
        byte[] huge = HexFormat.of().parseHex("0000000001" + "00".repeat(16) + "00" + "fcffffff0f");
        byte[] beyond = HexFormat.of().parseHex("0000000001" + "00".repeat(16) + "00" + "feffffffffffffffff01");

        assertThatThrownBy(() -> codec.decodeRaw(huge)).isInstanceOf(UndecodableRecordException.class);
        assertThatThrownBy(() -> codec.decodeRaw(beyond)).isInstanceOf(UndecodableRecordException.class);
    }

    @Test
    void refusesBytesAfterAnEvent() {
        byte[] value = codec.encode(TOPIC, Events.RAW);
        byte[] longer = Arrays.copyOf(value, value.length + 1);

        assertThatThrownBy(() -> codec.decodeRaw(longer))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContaining("bytes follow it");
    }

    @Test
    void refusesOneKindOfEventInPlaceOfTheOther() {
        assertThatThrownBy(() -> codec.decodeRaw(codec.encode(TOPIC, Events.PROCESSED)))
                .isInstanceOf(UndecodableRecordException.class);
        assertThatThrownBy(() -> codec.decodeProcessed(codec.encode(TOPIC, Events.RAW)))
                .isInstanceOf(UndecodableRecordException.class);
    }

    @Test
    void saysWhichByteIsWrongAtTheStart() {
        assertThatThrownBy(() -> codec.decodeRaw(new byte[0])).hasMessageContaining("0 bytes");
        assertThatThrownBy(() -> codec.decodeRaw("{\"a\":1}".getBytes())).hasMessageContaining("first byte 123");
        assertThatThrownBy(() -> codec.decodeRaw(new byte[] {0, 0, 0, 0, 9, 0}))
                .hasMessageContaining("schema id 9 is unknown");
    }

    @Test
    void keepsPayloadsOutOfLogs() {
        assertThat(Events.RAW.toString()).contains("7 bytes").doesNotContain("\"a\"");
        assertThat(Events.PROCESSED.toString()).doesNotContain("message");
    }

    @Test
    void copiesAttributesAndKeepsTheirOrder() {
        Map<String, String> attributes = new java.util.LinkedHashMap<>(Map.of("a", "1"));
        RawEvent event =
                new RawEvent(Events.RAW.eventId(), Instant.EPOCH, "webhook", null, null, attributes, new byte[0]);
        attributes.put("b", "2");

        assertThat(event.attributes()).containsOnlyKeys("a");
        assertThat(codec.decodeRaw(codec.encode(TOPIC, Events.RAW)).attributes())
                .containsExactlyEntriesOf(Events.RAW.attributes());
    }

    private record OneSchema(Schema schema) implements SchemaIds {

        @Override
        public int idOf(String topic, Schema any) {
            throw new IllegalStateException("nothing is written");
        }

        @Override
        public Schema schemaOf(int id) {
            return schema;
        }
    }

    private static Schema without(String field) {
        return changed("\\{\"name\": \"" + field + "\"[^}]*\\},", "");
    }

    private static Schema with(String field) {
        return changed(
                "\\{\"name\": \"payload\"",
                "{\"name\": \"" + field + "\", \"type\": \"string\", \"default\": \"\"}, {\"name\": \"payload\"");
    }

    private static Schema changed(String pattern, String replacement) {
        try (InputStream in = EventSchemas.class.getResourceAsStream("/io/bytefreezer/schemas/raw-event.avsc")) {
            String text = new String(in.readAllBytes());
            return new Schema.Parser().parse(text.replaceFirst(pattern, replacement));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] value(byte[] body) {
        return ByteBuffer.allocate(HEADER + body.length)
                .put((byte) 0)
                .putInt(1)
                .put(body)
                .array();
    }

    private static byte[] body(byte[] value) {
        return Arrays.copyOfRange(value, HEADER, value.length);
    }

    private static byte[] generic(IndexedRecord record) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<IndexedRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static GenericRecord generic(Schema schema, byte[] body) throws Exception {
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(body, null));
    }

    private static byte[] golden(String name) throws Exception {
        try (InputStream in = EventCodecTest.class.getResourceAsStream("/golden/" + name)) {
            return HexFormat.of().parseHex(new String(in.readAllBytes()).trim());
        }
    }
}
