package io.bytefreezer.lake.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow, with numbers as Parquet stores them. For one thread. */
final class PageBytes extends OutputStream {

    private static final int INITIAL_SIZE = 64;
    private static final int VARINT_BITS = 7;
    private static final int SHORT = 64;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[INITIAL_SIZE];
    private int size;

    /** Begins with what was written. */
    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    @Override
    public void write(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] from, int at, int length) {
        room(length + Long.BYTES);
        if (length <= SHORT && at + length <= from.length - Long.BYTES) {
            // For few bytes less than a call takes; what is written behind them is written over.
            for (int i = 0; i < length; i += Long.BYTES) {
                LONGS.set(bytes, size + i, (long) LONGS.get(from, at + i));
            }
        } else {
            System.arraycopy(from, at, bytes, size, length);
        }
        size += length;
    }

    void writeInt(int value) {
        room(Integer.BYTES);
        INTS.set(bytes, size, value);
        size += Integer.BYTES;
    }

    void writeLong(long value) {
        room(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** A number of seven bits a byte, the lowest first. */
    void writeVarint(int value) {
        int left = value;
        while (left >>> VARINT_BITS != 0) {
            write(left | 1 << VARINT_BITS);
            left >>>= VARINT_BITS;
        }
        write(left);
    }

    /**
     * Numbers of so many bits, the lowest first, as one run of Parquet's hybrid of runs and packed bits: in groups of eight.
     *
     * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE">the encoding</a>
     */
    void writePacked(int[] numbers, int count, int width) {
        int groups = (count + Byte.SIZE - 1) / Byte.SIZE;
        writeVarint(groups << 1 | 1);
        room(groups * width);
        long waiting = 0;
        int bits = 0;
        for (int i = 0; i < groups * Byte.SIZE; i++) {
            waiting |= (i < count ? (long) numbers[i] : 0) << bits;
            for (bits += width; bits >= Byte.SIZE; bits -= Byte.SIZE) {
                bytes[size++] = (byte) waiting;
                waiting >>>= Byte.SIZE;
            }
        }
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    private void room(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
    }
}
