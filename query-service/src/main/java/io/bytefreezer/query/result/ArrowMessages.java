package io.bytefreezer.query.result;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

/**
 * The messages of Arrow's streaming format. Stateless.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#encapsulated-message-format">the format</a>
 */
final class ArrowMessages {

    /** Begins each message. */
    private static final int CONTINUATION = 0xFFFFFFFF;

    private static final int ALIGNMENT = 8;

    private static final int BUILDER_BYTES = 1024;

    private ArrowMessages() {}

    /** The size up to where the next message or buffer may begin. */
    static long padded(long size) {
        return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Writes what follows so many bytes, up to there. */
    static void pad(OutputStream out, int size) throws IOException {
        out.write(new byte[(int) (padded(size) - size)]);
    }

    /** Writes the columns' names and types, which comes first. */
    static void schema(OutputStream out, List<ArrowColumn> columns) throws IOException {
        FlatBufferBuilder builder = new FlatBufferBuilder(BUILDER_BYTES);
        int[] fields =
                columns.stream().mapToInt(column -> field(builder, column)).toArray();
        int schema = Schema.createSchema(builder, Endianness.Little, Schema.createFieldsVector(builder, fields), 0, 0);
        head(out, builder, MessageHeader.Schema, schema, 0);
    }

    /** Writes a batch of rows. */
    static void batch(OutputStream out, List<ArrowColumn> columns, int rows) throws IOException {
        List<ArrowBuffer> buffers =
                columns.stream().flatMap(column -> column.buffers().stream()).toList();
        FlatBufferBuilder builder = new FlatBufferBuilder(BUILDER_BYTES);
        // Vectors are built from their ends.
        RecordBatch.startNodesVector(builder, columns.size());
        for (ArrowColumn column : columns.reversed()) {
            FieldNode.createFieldNode(builder, rows, column.nulls());
        }
        int nodes = builder.endVector();
        RecordBatch.startBuffersVector(builder, buffers.size());
        long body = buffers.stream().mapToLong(ArrowBuffer::paddedSize).sum();
        long end = body;
        for (ArrowBuffer buffer : buffers.reversed()) {
            end -= buffer.paddedSize();
            Buffer.createBuffer(builder, end, buffer.size());
        }
        int spans = builder.endVector();
        int batch = RecordBatch.createRecordBatch(builder, rows, nodes, spans, 0, 0);
        head(out, builder, MessageHeader.RecordBatch, batch, body);
        for (ArrowBuffer buffer : buffers) {
            buffer.writeTo(out);
        }
    }

    /** Writes that no more follows. */
    static void end(OutputStream out) throws IOException {
        prefix(out, 0);
    }

    private static void head(OutputStream out, FlatBufferBuilder builder, byte type, int header, long body)
            throws IOException {
        builder.finish(Message.createMessage(builder, MetadataVersion.V5, type, header, body, 0));
        byte[] message = builder.sizedByteArray();
        int size = Math.toIntExact(padded(message.length));
        prefix(out, size);
        out.write(message);
        pad(out, message.length);
    }

    private static void prefix(OutputStream out, int size) throws IOException {
        out.write(ByteBuffer.allocate(2 * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(CONTINUATION)
                .putInt(size)
                .array());
    }

    private static int field(FlatBufferBuilder builder, ArrowColumn column) {
        int name = builder.createString(column.name());
        int type = type(builder, column);
        int children = Field.createChildrenVector(builder, new int[0]);
        return Field.createField(builder, name, true, typeId(column.kind()), type, 0, children, 0);
    }

    private static byte typeId(ValueKind kind) {
        return switch (kind) {
            case FLAG -> Type.Bool;
            case SMALL, WHOLE -> Type.Int;
            case SINGLE, REAL -> Type.FloatingPoint;
            case EXACT -> Type.Decimal;
            case DATE -> Type.Date;
            case INSTANT, LOCAL_TIME -> Type.Timestamp;
            case TEXT -> Type.Utf8;
        };
    }

    private static int type(FlatBufferBuilder builder, ArrowColumn column) {
        return switch (column.kind()) {
            case FLAG -> {
                Bool.startBool(builder);
                yield Bool.endBool(builder);
            }
            case SMALL -> Int.createInt(builder, Integer.SIZE, true);
            case WHOLE -> Int.createInt(builder, Long.SIZE, true);
            case SINGLE -> FloatingPoint.createFloatingPoint(builder, Precision.SINGLE);
            case REAL -> FloatingPoint.createFloatingPoint(builder, Precision.DOUBLE);
            case EXACT ->
                Decimal.createDecimal(
                        builder, column.decimal().precision(), column.decimal().scale(), ArrowColumn.DECIMAL_BITS);
            case DATE -> Date.createDate(builder, DateUnit.DAY);
            case INSTANT -> Timestamp.createTimestamp(builder, TimeUnit.MICROSECOND, builder.createString("UTC"));
            case LOCAL_TIME -> Timestamp.createTimestamp(builder, TimeUnit.MICROSECOND, 0);
            case TEXT -> {
                Utf8.startUtf8(builder);
                yield Utf8.endUtf8(builder);
            }
        };
    }
}
