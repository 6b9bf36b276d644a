package io.bytefreezer.lake.spool;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Reads the rows a cursor leads to, one after the other. Some are copied to the heap at once: rows that lie far apart have to be waited for, and a processor waits for several
 * at a time if nothing else comes between. For one thread.
 */
final class RowReader {

    private static final int ROWS_AT_ONCE = 32;
    /** No further row is copied behind so many bytes: what is copied is to stay in the processor's cache. */
    private static final int BYTES_AT_ONCE = 1 << 15;

    private static final int VARINT_BITS = 7;

    private final RowCursor rows;
    private final int[] ends = new int[ROWS_AT_ONCE];
    private byte[] bytes = new byte[2 * BYTES_AT_ONCE];
    private int loaded;
    private int next;
    private int start;
    private int end;
    private int at;

    /** Before the first row. */
    RowReader(RowCursor rows) {
        this.rows = rows;
    }

    /** Goes to the next row; false when there is none. */
    boolean next() {
        if (next == loaded) {
            load();
        }
        if (next == loaded) {
            return false;
        }
        start = next == 0 ? 0 : ends[next - 1];
        end = ends[next];
        next++;
        return true;
    }

    /** Bytes of the row. */
    int length() {
        return end - start;
    }

    /** A number of the row's head. */
    int intAt(int place) {
        return RowFormat.intAt(bytes, start + place);
    }

    /** A number of the row's head. */
    long longAt(int place) {
        return RowFormat.longAt(bytes, start + place);
    }

    /** Hands over the row's fields. */
    void fields(FieldSink sink) {
        at = start + RowFormat.FIELDS;
        while (at < end) {
            int header = varint();
            field(header >>> RowFormat.KIND_BITS, header & RowFormat.KIND_MASK, sink);
        }
    }

    private void load() {
        loaded = 0;
        next = 0;
        int filled = 0;
        while (loaded < ROWS_AT_ONCE && filled < BYTES_AT_ONCE && rows.next()) {
            filled = copy(rows.file(), rows.position(), filled);
            ends[loaded++] = filled;
        }
    }

    /** Copies a row behind those before it, to the heap, where its many small parts are read faster than from the file; where it ends there. */
    private int copy(MemorySegment file, long from, int to) {
        int length = RowFormat.LENGTH_BYTES + file.get(RowFormat.INTS, from);
        if (length > bytes.length - to) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(to, length), 2 * bytes.length));
        }
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, from, bytes, to, length);
        return to + length;
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
