package io.bytefreezer.query.result;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Values of a column in a batch, one after another, as Arrow lays them out: little-endian, or a bit each. For one thread. */
final class ArrowBuffer {

    private static final int INITIAL_SIZE = 64;

    private byte[] bytes = new byte[INITIAL_SIZE];
    private ByteBuffer view = littleEndian(bytes);
    private int size;

    int size() {
        return size;
    }

    /** Bytes of memory. */
    int held() {
        return bytes.length;
    }

    /** Bytes on the stream. */
    long paddedSize() {
        return ArrowMessages.padded(size);
    }

    void addInt(int value) {
        room(Integer.BYTES);
        view.putInt(size, value);
        size += Integer.BYTES;
    }

    void addLong(long value) {
        room(Long.BYTES);
        view.putLong(size, value);
        size += Long.BYTES;
    }

    void addBytes(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** Zeroes, where a row has no value. */
    void skip(int width) {
        room(width);
        Arrays.fill(bytes, size, size + width, (byte) 0);
        size += width;
    }

    /** The bit of a row; rows come in their order, each once. */
    void addBit(int row, boolean set) {
        int bit = row % Byte.SIZE;
        if (bit == 0) {
            skip(1);
        }
        if (set) {
            bytes[size - 1] |= (byte) (1 << bit);
        }
    }

    /** Begins anew, with no room kept: what is long in one batch is another column's in the next. */
    void clear() {
        if (bytes.length > INITIAL_SIZE) {
            bytes = new byte[INITIAL_SIZE];
            view = littleEndian(bytes);
        }
        size = 0;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
        ArrowMessages.pad(out, size);
    }

    private void room(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(needed, 2L * bytes.length), Integer.MAX_VALUE - 8));
            view = littleEndian(bytes);
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
