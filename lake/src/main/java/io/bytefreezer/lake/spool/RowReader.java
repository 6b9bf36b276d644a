package io.bytefreezer.lake.spool;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Reads the rows a cursor leads to, one after the other. For one thread. */
final class RowReader {

    private static final int ROW_BYTES = 1 << 12;
    private static final int VARINT_BITS = 7;

    private final RowCursor rows;
    private byte[] bytes = new byte[ROW_BYTES];
    private int end;
    private int at;

    /** Before the first row. */
    RowReader(RowCursor rows) {
        this.rows = rows;
    }

    /** Goes to the next row; false when there is none. */
    boolean next() {
        if (!rows.next()) {
            return false;
        }
        end = load(rows.file(), rows.position());
        return true;
    }

    /** Bytes of the row. */
    int length() {
        return end;
    }

    /** A number of the row's head. */
    int intAt(int place) {
        return RowFormat.intAt(bytes, place);
    }

    /** A number of the row's head. */
    long longAt(int place) {
        return RowFormat.longAt(bytes, place);
    }

    /** Hands over the row's fields. */
    void fields(FieldSink sink) {
        at = RowFormat.FIELDS;
        while (at < end) {
            int header = varint();
            field(header >>> RowFormat.KIND_BITS, header & RowFormat.KIND_MASK, sink);
        }
    }

    /** Copies a row to the heap, where its many small parts are read faster than from the file; where it ends there. */
    private int load(MemorySegment file, long start) {
        int length = RowFormat.LENGTH_BYTES + file.get(RowFormat.INTS, start);
        if (length > bytes.length) {
            bytes = new byte[Math.max(length, 2 * bytes.length)];
        }
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, start, bytes, 0, length);
        return length;
    }

    private void field(int field, int kind, FieldSink sink) {
        switch (kind) {
            case RowFormat.TEXT -> {
                int length = varint();
                sink.text(field, bytes, at, length);
                at += length;
            }
            case RowFormat.LONG -> {
                sink.wholeNumber(field, RowFormat.longAt(bytes, at));
                at += Long.BYTES;
            }
            case RowFormat.DOUBLE -> {
                sink.floatingNumber(field, Double.longBitsToDouble(RowFormat.longAt(bytes, at)));
                at += Double.BYTES;
            }
            case RowFormat.INT -> {
                sink.smallNumber(field, RowFormat.intAt(bytes, at));
                at += Integer.BYTES;
            }
            case RowFormat.TRUE, RowFormat.FALSE -> sink.flag(field, kind == RowFormat.TRUE);
            default -> throw new IllegalStateException("a row has a field of kind " + kind);
        }
    }

    private int varint() {
        int value = 0;
        for (int shift = 0; ; shift += VARINT_BITS) {
            byte next = bytes[at++];
            value |= (next & ((1 << VARINT_BITS) - 1)) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
