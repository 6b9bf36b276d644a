package io.bytefreezer.schemas.wire;

import io.bytefreezer.schemas.event.EventSchemas;
import io.bytefreezer.schemas.event.ProcessedEvent;
import io.bytefreezer.schemas.event.RawEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Events as bytes on Kafka, in the Confluent wire format: a zero byte, the schema's id in four bytes (big endian), the
 * record in Avro's binary encoding
 * (<a href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">format</a>).
 * Immutable, safe for use by many threads.
 */
public final class EventCodec {

    private static final byte MAGIC = 0;
    private static final int HEADER_BYTES = 5;
    private static final int FIELDS_BYTES = 160;

    private final SchemaIds ids;

    /** A codec that asks {@code ids} which number stands for which schema. */
    public EventCodec(SchemaIds ids) {
        this.ids = ids;
    }

    /** A codec with the ids that need no registry. */
    public static EventCodec withFixedIds() {
        return new EventCodec(FixedSchemaIds.INSTANCE);
    }

    /**
     * The event as the value of a record on a raw topic.
     *
     * @throws SchemaRegistryException when the registry was needed and did not do its part
     */
    public byte[] encode(String topic, RawEvent event) {
        return encode(topic, event, event::writeTo, event.payload().length);
    }

    /**
     * The event as the value of a record on a processed topic.
     *
     * @throws SchemaRegistryException when the registry was needed and did not do its part
     */
    public byte[] encode(String topic, ProcessedEvent event) {
        return encode(topic, event, event::writeTo, event.body().length);
    }

    /**
     * Any Avro record as a value. Our own events take the short way, others that of a generic Avro writer.
     *
     * @throws IllegalArgumentException when there is no registry and the record is not one of ours
     * @throws SchemaRegistryException when the registry was needed and did not do its part
     */
    public byte[] encode(String topic, IndexedRecord record) {
        if (record instanceof RawEvent event) {
            return encode(topic, event);
        }
        if (record instanceof ProcessedEvent event) {
            return encode(topic, event);
        }
        GenericDatumWriter<IndexedRecord> writer = new GenericDatumWriter<>(record.getSchema());
        return encode(topic, record, out -> writer.write(record, out), 0);
    }

    /**
     * The raw event in a record's value.
     *
     * @throws UndecodableRecordException when the value holds none
     * @throws SchemaRegistryException when the registry was needed and did not do its part
     */
    public RawEvent decodeRaw(byte[] value) {
        return decode(value, EventSchemas.RAW_EVENT, RawEvent::readFrom, RawEvent::from);
    }

    /**
     * The processed event in a record's value.
     *
     * @throws UndecodableRecordException when the value holds none
     * @throws SchemaRegistryException when the registry was needed and did not do its part
     */
    public ProcessedEvent decodeProcessed(byte[] value) {
        return decode(value, EventSchemas.PROCESSED_EVENT, ProcessedEvent::readFrom, ProcessedEvent::from);
    }

    private byte[] encode(String topic, IndexedRecord event, Body body, int variableBytes) {
        int id = ids.idOf(topic, event.getSchema());
        ByteArrayOutputStream out = new ByteArrayOutputStream(HEADER_BYTES + FIELDS_BYTES + variableBytes);
        try {
            out.write(MAGIC);
            out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            body.writeTo(encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return out.toByteArray();
    }

    private <T> T decode(byte[] value, Schema expected, Fast<T> fast, Resolved<T> resolved) {
        if (value.length < HEADER_BYTES || value[0] != MAGIC) {
            throw new UndecodableRecordException("not in the Confluent wire format: " + value.length + " bytes"
                    + (value.length == 0 ? "" : ", first byte " + value[0] + " instead of " + MAGIC));
        }
        Schema writer = ids.schemaOf(ByteBuffer.wrap(value).getInt(1));
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
        try {
            T event = writer.equals(expected)
                    ? fast.read(decoder)
                    : resolved.from(new GenericDatumReader<IndexedRecord>(writer, expected).read(null, decoder));
            if (decoder.isEnd()) {
                return event;
            }
        } catch (IOException
                | AvroRuntimeException
                | ClassCastException
                | NegativeArraySizeException
                | UnsupportedOperationException e) {
            // Avro says in all these ways that bytes do not fit the schema; the last one: a length beyond all arrays.
            throw new UndecodableRecordException("not a " + expected.getName() + ": " + e.getMessage(), e);
        }
        // A reader that passed over them would lose them.
        throw new UndecodableRecordException("not a " + expected.getName() + " alone: bytes follow it");
    }

    private interface Body {
        void writeTo(BinaryEncoder out) throws IOException;
    }

    private interface Fast<T> {
        T read(Decoder in) throws IOException;
    }

    private interface Resolved<T> {
        T from(IndexedRecord record);
    }
}
