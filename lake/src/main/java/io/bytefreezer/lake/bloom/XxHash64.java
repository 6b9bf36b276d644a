package io.bytefreezer.lake.bloom;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The hash of Parquet's Bloom filters: XXH64 with seed 0. Stateless.
 *
 * @see <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">xxHash fast digest algorithm, XXH64</a>
 */
final class XxHash64 {

    private static final long PRIME1 = 0x9E3779B185EBCA87L;
    private static final long PRIME2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME3 = 0x165667B19E3779F9L;
    private static final long PRIME4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME5 = 0x27D4EB2F165667C5L;

    /** The first and the second prime together, and the first one's negative, both modulo 2^64. */
    private static final long PRIME1_PLUS_2 = 0x60EA27EEADC0B5D6L;

    private static final long MINUS_PRIME1 = 0x61C8864E7A143579L;

    private static final int STRIPE = 32;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private XxHash64() {}

    static long hash(byte[] input) {
        int stripes = input.length / STRIPE;
        long hash = stripes == 0 ? PRIME5 : stripes(input, stripes);
        return avalanche(rest(input, stripes * STRIPE, hash + input.length));
    }

    private static long stripes(byte[] input, int count) {
        long a = PRIME1_PLUS_2;
        long b = PRIME2;
        long c = 0;
        long d = MINUS_PRIME1;
        for (int at = 0; at < count * STRIPE; at += STRIPE) {
            a = round(a, (long) LONGS.get(input, at));
            b = round(b, (long) LONGS.get(input, at + 8));
            c = round(c, (long) LONGS.get(input, at + 16));
            d = round(d, (long) LONGS.get(input, at + 24));
        }
        long hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
        return merge(merge(merge(merge(hash, a), b), c), d);
    }

    private static long rest(byte[] input, int from, long start) {
        long hash = start;
        int at = from;
        for (; at + Long.BYTES <= input.length; at += Long.BYTES) {
            hash = Long.rotateLeft(hash ^ round(0, (long) LONGS.get(input, at)), 27) * PRIME1 + PRIME4;
        }
        if (at + Integer.BYTES <= input.length) {
            long word = Integer.toUnsignedLong((int) INTS.get(input, at));
            hash = Long.rotateLeft(hash ^ word * PRIME1, 23) * PRIME2 + PRIME3;
            at += Integer.BYTES;
        }
        for (; at < input.length; at++) {
            hash = Long.rotateLeft(hash ^ Byte.toUnsignedLong(input[at]) * PRIME5, 11) * PRIME1;
        }
        return hash;
    }

    private static long round(long accumulator, long lane) {
        return Long.rotateLeft(accumulator + lane * PRIME2, 31) * PRIME1;
    }

    private static long merge(long hash, long accumulator) {
        return (hash ^ round(0, accumulator)) * PRIME1 + PRIME4;
    }

    private static long avalanche(long start) {
        long hash = start;
        hash = (hash ^ (hash >>> 33)) * PRIME2;
        hash = (hash ^ (hash >>> 29)) * PRIME3;
        return hash ^ (hash >>> 32);
    }
}
