package io.bytefreezer.receiver.object;

import io.bytefreezer.schemas.event.EventSchemas;
import io.bytefreezer.schemas.event.RawEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * The Avro form of a record in a raw object. The container is an Avro object container file
 * (<a href="https://avro.apache.org/docs/1.12.0/specification/#object-container-files">format</a>).
 */
final class RawObjectFormat {

    static final String META_TOPIC = "bytefreezer.topic";
    static final String META_PARTITION = "bytefreezer.partition";
    static final String META_FIRST_OFFSET = "bytefreezer.first.offset";

    /** Schema of a record in a raw object. It says the same as the components of {@link RawObjectRecord}. */
    static final Schema SCHEMA = schema();

    private RawObjectFormat() {}

    private static Schema schema() {
        Schema none = Schema.create(Schema.Type.NULL);
        Schema millis = LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
        return Schema.createRecord(
                "RawObjectRecord",
                "One record of a raw topic, as the receiver landed it.",
                "io.bytefreezer",
                false,
                List.of(
                        new Schema.Field("offset", Schema.create(Schema.Type.LONG), "the record's offset", null),
                        new Schema.Field("timestamp", millis, "the record's time on Kafka", null),
                        new Schema.Field(
                                "event",
                                Schema.createUnion(none, EventSchemas.RAW_EVENT),
                                "the event in its value",
                                Schema.Field.NULL_DEFAULT_VALUE),
                        new Schema.Field(
                                "undecoded",
                                Schema.createUnion(none, Schema.create(Schema.Type.BYTES)),
                                "its value where that is no event",
                                Schema.Field.NULL_DEFAULT_VALUE)));
    }

    static RawObjectRecord read(IndexedRecord avro) {
        IndexedRecord event = (IndexedRecord) avro.get(2);
        ByteBuffer undecoded = (ByteBuffer) avro.get(3);
        return new RawObjectRecord(
                (Long) Objects.requireNonNull(avro.get(0)),
                Instant.ofEpochMilli((Long) Objects.requireNonNull(avro.get(1))),
                event == null ? null : RawEvent.from(event),
                undecoded == null ? null : bytes(undecoded));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** Writes the fields in the order of the schema: what a generic writer does, without its look-ups. */
    static final class Writer implements DatumWriter<RawObjectRecord> {

        /** There is one schema only. */
        @Override
        public void setSchema(Schema schema) {
            if (!schema.equals(SCHEMA)) {
                throw new IllegalArgumentException("raw objects are written with their own schema, not " + schema);
            }
        }

        @Override
        public void write(RawObjectRecord record, Encoder out) throws IOException {
            out.writeLong(record.offset());
            out.writeLong(record.timestamp().toEpochMilli());
            writeEvent(record.event(), out);
            byte[] undecoded = record.undecoded();
            if (undecoded == null) {
                writeNothing(out);
            } else {
                out.writeIndex(1);
                out.writeBytes(undecoded);
            }
        }

        private static void writeEvent(@Nullable RawEvent event, Encoder out) throws IOException {
            if (event == null) {
                writeNothing(out);
            } else {
                out.writeIndex(1);
                event.writeTo(out);
            }
        }

        private static void writeNothing(Encoder out) throws IOException {
            out.writeIndex(0);
            out.writeNull();
        }
    }
}
