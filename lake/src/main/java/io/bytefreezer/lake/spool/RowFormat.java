package io.bytefreezer.lake.spool;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The layout of a row: a head of fixed size, and after it the fields that have a value, in any order. Files of rows live as long as the process that wrote them, so the
 * layout has no version.
 *
 * <p>A field begins with a varint (as protocol buffers write it, seven bits in a byte, the lowest first) of its number and, in the lowest bits, its kind. Numbers are
 * little-endian. Nothing needs to be parsed, and a reader passes over what it does not want.
 */
public final class RowFormat {

    /** Number of the field with the event's id. */
    static final int EVENT_ID_FIELD = 0;

    /** Number of the field with values that fit no column. */
    static final int RESCUED_FIELD = 1;

    /** Number of the first field that is a column of bodies. */
    public static final int FIRST_BODY_FIELD = 2;

    /** The head: bytes of the row after this number, an int. */
    static final int LENGTH = 0;

    /** The head: event time in microseconds, a long. */
    static final int EVENT_TIME = 4;

    /** The head: the time of reception in microseconds, a long. */
    static final int RECEIVED_AT = 12;

    /** The head: partition of the raw topic, an int. */
    static final int RAW_PARTITION = 20;

    /** The head: offset in the raw topic, a long. */
    static final int RAW_OFFSET = 24;

    /** The head: partition of the processed topic, an int. */
    static final int PARTITION = 32;

    /** The head: offset in the processed topic, a long. */
    static final int OFFSET = 36;

    /** Where the fields begin. */
    static final int FIELDS = 44;

    /** Bytes of {@link #LENGTH}, which it does not count. */
    static final int LENGTH_BYTES = 4;

    static final int KIND_BITS = 3;
    static final int KIND_MASK = (1 << KIND_BITS) - 1;

    /** UTF-8 after a varint of its bytes. */
    static final int TEXT = 0;

    /** Eight bytes. */
    static final int LONG = 1;

    /** Eight bytes, IEEE 754 binary64. */
    static final int DOUBLE = 2;

    /** Four bytes. */
    static final int INT = 3;

    /** Nothing more. */
    static final int FALSE = 4;

    /** Nothing more. */
    static final int TRUE = 5;

    static final ValueLayout.OfInt INTS = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONGS = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle INTS_OF_BYTES =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS_OF_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private RowFormat() {}

    static int intAt(byte[] bytes, int at) {
        return (int) INTS_OF_BYTES.get(bytes, at);
    }

    static long longAt(byte[] bytes, int at) {
        return (long) LONGS_OF_BYTES.get(bytes, at);
    }

    static void setInt(byte[] bytes, int at, int value) {
        INTS_OF_BYTES.set(bytes, at, value);
    }

    static void setLong(byte[] bytes, int at, long value) {
        LONGS_OF_BYTES.set(bytes, at, value);
    }
}
