package io.bytefreezer.schemas.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * One event as it reached an input. It is an Avro record too, so that any Avro serializer can write it.
 *
 * @param eventId UUIDv7, given at the input
 * @param receivedAt when the input had the whole event; kept to the microsecond
 * @param input name of the input
 * @param sourceAddress address of the sender, or null
 * @param format content type or format hint, or null
 * @param attributes what else the input knew of the event
 * @param payload the bytes as received; not copied, so the caller must not change them
 */
@SuppressWarnings("ArrayRecordComponent") // the payload goes straight to the network: no copy per hop
public record RawEvent(
        UUID eventId,
        Instant receivedAt,
        String input,
        @Nullable String sourceAddress,
        @Nullable String format,
        Map<String, String> attributes,
        byte[] payload)
        implements IndexedRecord {

    /** Copies the attributes, keeping their order: the same event always gives the same bytes. */
    public RawEvent {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    @Override
    public Schema getSchema() {
        return EventSchemas.RAW_EVENT;
    }

    @Override
    public @Nullable Object get(int field) {
        return switch (field) {
            case 0 -> Fields.fixed(getSchema(), eventId);
            case 1 -> Fields.micros(receivedAt);
            case 2 -> input;
            case 3 -> sourceAddress;
            case 4 -> format;
            case 5 -> attributes;
            case 6 -> ByteBuffer.wrap(payload);
            default -> throw new IndexOutOfBoundsException("RawEvent has no field " + field);
        };
    }

    /** Always fails: the record is immutable. */
    @Override
    public void put(int field, Object value) {
        throw new IllegalStateException("RawEvent is immutable");
    }

    /** The event that an Avro record of this schema, or one resolved to it, holds. */
    public static RawEvent from(IndexedRecord avro) {
        Map<String, String> attributes = new LinkedHashMap<>();
        ((Map<?, ?>) avro.get(5)).forEach((key, value) -> attributes.put(key.toString(), value.toString()));
        return new RawEvent(
                Fields.uuid(((GenericFixed) avro.get(0)).bytes()),
                Fields.instant((Long) avro.get(1)),
                avro.get(2).toString(),
                text(avro.get(3)),
                text(avro.get(4)),
                attributes,
                Fields.bytes((ByteBuffer) avro.get(6)));
    }

    /** Writes the fields in the order of the schema: what a generic writer does, without its look-ups. */
    public void writeTo(Encoder out) throws IOException {
        out.writeFixed(Fields.bytesOf(eventId));
        out.writeLong(Fields.micros(receivedAt));
        out.writeString(input);
        writeOptional(out, sourceAddress);
        writeOptional(out, format);
        out.writeMapStart();
        out.setItemCount(attributes.size());
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            out.startItem();
            out.writeString(attribute.getKey());
            out.writeString(attribute.getValue());
        }
        out.writeMapEnd();
        out.writeBytes(payload);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static RawEvent readFrom(Decoder in) throws IOException {
        byte[] id = new byte[16];
        in.readFixed(id);
        Instant receivedAt = Fields.instant(in.readLong());
        String input = in.readString();
        String sourceAddress = readOptional(in);
        String format = readOptional(in);
        Map<String, String> attributes = new LinkedHashMap<>();
        for (long items = in.readMapStart(); items != 0; items = in.mapNext()) {
            for (long i = 0; i < items; i++) {
                attributes.put(in.readString(), in.readString());
            }
        }
        byte[] payload = Fields.bytes(in.readBytes(null));
        return new RawEvent(Fields.uuid(id), receivedAt, input, sourceAddress, format, attributes, payload);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawEvent that
                && eventId.equals(that.eventId)
                && receivedAt.equals(that.receivedAt)
                && input.equals(that.input)
                && Objects.equals(sourceAddress, that.sourceAddress)
                && Objects.equals(format, that.format)
                && attributes.equals(that.attributes)
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return eventId.hashCode();
    }

    /** Without the payload: events are never to be read in logs. */
    @Override
    public String toString() {
        return "RawEvent[" + eventId + ", " + receivedAt + ", " + input + ", " + payload.length + " bytes]";
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static void writeOptional(Encoder out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeIndex(0);
            out.writeNull();
        } else {
            out.writeIndex(1);
            out.writeString(text);
        }
    }

    private static @Nullable String readOptional(Decoder in) throws IOException {
        int index = in.readIndex();
        return switch (index) {
            case 0 -> {
                in.readNull();
                yield null;
            }
            case 1 -> in.readString();
            default -> throw new AvroTypeException("a field that may be missing has no alternative " + index);
        };
    }
}
