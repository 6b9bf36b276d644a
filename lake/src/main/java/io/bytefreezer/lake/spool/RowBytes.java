package io.bytefreezer.lake.spool;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One row after another, written in the same array. Not thread-safe. */
public final class RowBytes {

    private static final int INITIAL_SIZE = 1 << 12;
    private static final int VARINT_BYTES_MAX = 5;
    private static final int VARINT_BITS = 7;
    private static final int UTF8_BYTES_MAX = 3;
    private static final int SHORT = 64;

    private byte[] bytes = new byte[INITIAL_SIZE];
    private int length;

    /** Begins a row; times are microseconds since the epoch. */
    public void begin(long eventTime, long receivedAt, int rawPartition, long rawOffset) {
        length = RowFormat.FIELDS;
        RowFormat.setLong(bytes, RowFormat.EVENT_TIME, eventTime);
        RowFormat.setLong(bytes, RowFormat.RECEIVED_AT, receivedAt);
        RowFormat.setInt(bytes, RowFormat.RAW_PARTITION, rawPartition);
        RowFormat.setLong(bytes, RowFormat.RAW_OFFSET, rawOffset);
        place(-1, -1);
    }

    /** Notes where the row's record is in the processed topic, which only readers of some offsets need. */
    public void place(int partition, long offset) {
        RowFormat.setInt(bytes, RowFormat.PARTITION, partition);
        RowFormat.setLong(bytes, RowFormat.OFFSET, offset);
    }

    /** Ends the row. */
    public void end() {
        RowFormat.setInt(bytes, RowFormat.LENGTH, length - RowFormat.LENGTH_BYTES);
    }

    /** The event's id. */
    public void eventId(String id) {
        byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
        text(RowFormat.EVENT_ID_FIELD, utf8, 0, utf8.length);
    }

    /** JSON text of what fits no column, as UTF-8. */
    public void rescued(byte[] json, int to) {
        text(RowFormat.RESCUED_FIELD, json, 0, to);
    }

    /** A text, as UTF-8 that is known to be valid. */
    public void text(int field, byte[] utf8, int from, int to) {
        int size = to - from;
        textOf(field, size);
        if (size <= SHORT && from + size <= utf8.length - Long.BYTES) {
            // For few bytes less than a call takes; what is written behind them is written over.
            for (int i = 0; i < size; i += Long.BYTES) {
                RowFormat.setLong(bytes, length + i, RowFormat.longAt(utf8, from + i));
            }
        } else {
            System.arraycopy(utf8, from, bytes, length, size);
        }
        length += size;
    }

    /** A text; false, and nothing written, if it holds half a surrogate pair, which UTF-8 cannot express. */
    public boolean text(int field, char[] text, int from, int count) {
        int size = utf8Length(text, from, count);
        if (size < 0) {
            return false;
        }
        textOf(field, size);
        int end = from + count;
        for (int i = from; i < end; i++) {
            char c = text[i];
            if (c < 0x80) {
                bytes[length++] = (byte) c;
            } else if (Character.isSurrogate(c)) {
                multiByte(Character.toCodePoint(c, text[++i]));
            } else {
                multiByte(c);
            }
        }
        return true;
    }

    /** A whole number of 64 bits. */
    public void wholeNumber(int field, long value) {
        header(field, RowFormat.LONG, Long.BYTES);
        RowFormat.setLong(bytes, length, value);
        length += Long.BYTES;
    }

    /** A whole number of 32 bits. */
    public void smallNumber(int field, int value) {
        header(field, RowFormat.INT, Integer.BYTES);
        RowFormat.setInt(bytes, length, value);
        length += Integer.BYTES;
    }

    /** A binary64. */
    public void floatingNumber(int field, double value) {
        header(field, RowFormat.DOUBLE, Double.BYTES);
        RowFormat.setLong(bytes, length, Double.doubleToRawLongBits(value));
        length += Double.BYTES;
    }

    /** True or false. */
    public void flag(int field, boolean value) {
        header(field, value ? RowFormat.TRUE : RowFormat.FALSE, 0);
    }

    /** Event time of the row in microseconds since the epoch. */
    public long eventTime() {
        return RowFormat.longAt(bytes, RowFormat.EVENT_TIME);
    }

    /** Holds the row from its start, until the next begins. */
    public byte[] array() {
        return bytes;
    }

    /** Bytes written of the row. */
    public int length() {
        return length;
    }

    /** Forgets what was written after a former {@link #length()}. */
    public void truncate(int to) {
        length = to;
    }

    private void textOf(int field, int size) {
        header(field, RowFormat.TEXT, VARINT_BYTES_MAX + size + Long.BYTES);
        varint(size);
    }

    /** Begins a field, and makes room for what follows. */
    private void header(int field, int kind, int more) {
        int needed = Math.addExact(length, VARINT_BYTES_MAX + more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
        varint((field << RowFormat.KIND_BITS) | kind);
    }

    private void varint(int value) {
        int left = value;
        while (left >= 1 << VARINT_BITS) {
            bytes[length++] = (byte) (left | 1 << VARINT_BITS);
            left >>>= VARINT_BITS;
        }
        bytes[length++] = (byte) left;
    }

    private void multiByte(int point) {
        if (point < 0x800) {
            bytes[length++] = (byte) (0xc0 | (point >> 6));
        } else {
            if (point < 0x10000) {
                bytes[length++] = (byte) (0xe0 | (point >> 12));
            } else {
                bytes[length++] = (byte) (0xf0 | (point >> 18));
                bytes[length++] = (byte) (0x80 | ((point >> 12) & 0x3f));
            }
            bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        }
        bytes[length++] = (byte) (0x80 | (point & 0x3f));
    }

    /** Bytes of a text; negative if it holds half a surrogate pair. */
    private static int utf8Length(char[] text, int from, int count) {
        int size = count;
        int end = from + count;
        for (int i = from; i < end; i++) {
            char c = text[i];
            if (c < 0x80) {
                continue;
            }
            if (!Character.isSurrogate(c)) {
                size += c < 0x800 ? 1 : UTF8_BYTES_MAX - 1;
            } else if (i + 1 < end && Character.isSurrogatePair(c, text[i + 1])) {
                // Two chars are four bytes.
                size += 2;
                i++;
            } else {
                return -1;
            }
        }
        return size;
    }
}
