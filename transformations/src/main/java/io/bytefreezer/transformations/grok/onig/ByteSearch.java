package io.bytefreezer.transformations.grok.onig;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for a byte in a text, eight at a time. Stateless. */
final class ByteSearch {

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private ByteSearch() {}

    /** The first place of a byte from here on and before the end; the end if there is none. */
    static int first(byte wanted, byte[] text, int from, int end) {
        int at = from;
        while (at + Long.BYTES <= end) {
            long found = equal(wanted, (long) LONGS.get(text, at));
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < end && text[at] != wanted) {
            at++;
        }
        return Math.max(at, from);
    }

    /** The last place of a byte up to here; negative if there is none. */
    static int last(byte wanted, byte[] text, int from) {
        int at = from;
        while (at >= Long.BYTES - 1) {
            int start = at - (Long.BYTES - 1);
            long found = equal(wanted, (long) LONGS.get(text, start));
            if (found != 0) {
                return start + Long.BYTES - 1 - Long.numberOfLeadingZeros(found) / Byte.SIZE;
            }
            at -= Long.BYTES;
        }
        while (at >= 0 && text[at] != wanted) {
            at--;
        }
        return at;
    }

    /**
     * The highest bit of each byte that is the wanted one.
     *
     * @see <a href="https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord">Bit Twiddling Hacks</a>
     */
    private static long equal(byte wanted, long bytes) {
        long zeros = bytes ^ (ONES * (wanted & 0xFF));
        return ~(((zeros & LOW_BITS) + LOW_BITS) | zeros | LOW_BITS);
    }
}
