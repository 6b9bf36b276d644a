package io.bytefreezer.schemas.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * One event after the transformation of its dataset. It is an Avro record too, so that any Avro serializer can write it.
 *
 * @param eventId the raw event's id
 * @param eventTime when the event says it happened, else its received-at; kept to the microsecond
 * @param receivedAt as in the raw event
 * @param transformationVersion version of the dataset's transformation, 0 where none was active
 * @param rawPartition partition of the raw topic the event came from
 * @param rawOffset offset in that partition
 * @param body a JSON object in UTF-8; not copied, so the caller must not change it
 */
@SuppressWarnings(
        "ArrayRecordComponent") // the body stays the bytes it is on Kafka: no string is made of it between two services
public record ProcessedEvent(
        UUID eventId,
        Instant eventTime,
        Instant receivedAt,
        int transformationVersion,
        int rawPartition,
        long rawOffset,
        byte[] body)
        implements IndexedRecord {

    @Override
    public Schema getSchema() {
        return EventSchemas.PROCESSED_EVENT;
    }

    @Override
    public Object get(int field) {
        return switch (field) {
            case 0 -> Fields.fixed(getSchema(), eventId);
            case 1 -> Fields.micros(eventTime);
            case 2 -> Fields.micros(receivedAt);
            case 3 -> transformationVersion;
            case 4 -> rawPartition;
            case 5 -> rawOffset;
            case 6 -> new Utf8(body);
            default -> throw new IndexOutOfBoundsException("ProcessedEvent has no field " + field);
        };
    }

    /** Always fails: the record is immutable. */
    @Override
    public void put(int field, Object value) {
        throw new IllegalStateException("ProcessedEvent is immutable");
    }

    /** The event that an Avro record of this schema, or one resolved to it, holds. */
    public static ProcessedEvent from(IndexedRecord avro) {
        return new ProcessedEvent(
                Fields.uuid(((GenericFixed) avro.get(0)).bytes()),
                Fields.instant((Long) avro.get(1)),
                Fields.instant((Long) avro.get(2)),
                (Integer) avro.get(3),
                (Integer) avro.get(4),
                (Long) avro.get(5),
                avro.get(6).toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the fields in the order of the schema: what a generic writer does, without its look-ups. */
    public void writeTo(Encoder out) throws IOException {
        out.writeFixed(Fields.bytesOf(eventId));
        out.writeLong(Fields.micros(eventTime));
        out.writeLong(Fields.micros(receivedAt));
        out.writeInt(transformationVersion);
        out.writeInt(rawPartition);
        out.writeLong(rawOffset);
        // An Avro string is its length and UTF-8, just as bytes are.
        out.writeBytes(body);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static ProcessedEvent readFrom(Decoder in) throws IOException {
        byte[] id = new byte[16];
        in.readFixed(id);
        Instant eventTime = Fields.instant(in.readLong());
        Instant receivedAt = Fields.instant(in.readLong());
        int version = in.readInt();
        int partition = in.readInt();
        long offset = in.readLong();
        ByteBuffer body = in.readBytes(null);
        return new ProcessedEvent(
                Fields.uuid(id), eventTime, receivedAt, version, partition, offset, Fields.bytes(body));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProcessedEvent that
                && eventId.equals(that.eventId)
                && eventTime.equals(that.eventTime)
                && receivedAt.equals(that.receivedAt)
                && transformationVersion == that.transformationVersion
                && rawPartition == that.rawPartition
                && rawOffset == that.rawOffset
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return eventId.hashCode();
    }

    /** Without the body: events are never to be read in logs. */
    @Override
    public String toString() {
        return "ProcessedEvent[" + eventId + ", " + eventTime + ", raw " + rawPartition + "@" + rawOffset + ", "
                + body.length + " bytes]";
    }
}
