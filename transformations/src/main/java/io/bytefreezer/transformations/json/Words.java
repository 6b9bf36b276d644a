package io.bytefreezer.transformations.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes at a time, each in a lane of a long (SIMD within a register; the tests for a zero and for a small byte
 * are those of Warren, Hacker's Delight, 6-1).
 */
final class Words {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long SPACES = ' ' * ONES;

    private Words() {}

    /** Where the first byte is that ends or interrupts the text of a JSON string: a quote, a backslash or a control character. */
    static int endOfPlain(byte[] bytes, int from, int end) {
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long word = (long) LONGS.get(bytes, at);
            long special = zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | ((word - SPACES) & ~word & HIGHS);
            if (special != 0) {
                return at + (Long.numberOfTrailingZeros(special) >>> 3);
            }
        }
        while (at < end && !isSpecial(bytes[at])) {
            at++;
        }
        return at;
    }

    /** Whether one of the bytes is this one. */
    static boolean contain(byte[] bytes, byte sought) {
        long pattern = (sought & 0xFF) * ONES;
        long found = 0;
        int at = 0;
        for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
            found |= zeros((long) LONGS.get(bytes, at) ^ pattern);
        }
        for (; at < bytes.length; at++) {
            found |= bytes[at] == sought ? 1 : 0;
        }
        return found != 0;
    }

    /** Whether all bytes are ASCII. */
    static boolean areAscii(byte[] bytes, int from, int end) {
        long seen = 0;
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            seen |= (long) LONGS.get(bytes, at);
        }
        for (; at < end; at++) {
            seen |= bytes[at];
        }
        return (seen & HIGHS) == 0;
    }

    /** A hash of some bytes; equal bytes have equal ones. */
    static int hash(byte[] bytes, int from, int end) {
        long hash = (long) end - from;
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(bytes, at)) * 0x9E3779B97F4A7C15L;
        }
        for (; at < end; at++) {
            hash = (hash ^ bytes[at]) * 0x9E3779B97F4A7C15L;
        }
        return (int) (hash >>> 32);
    }

    private static boolean isSpecial(byte b) {
        return b == '"' || b == '\\' || (b >= 0 && b < ' ');
    }

    /** The high bit of each lane that is zero; of lanes above the first such one it may be set wrongly. */
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGHS;
    }
}
