package io.bytefreezer.transformations.grok.onig;

/**
 * Which bytes may come next, and whether the text may end.
 *
 * @param a bytes 0 to 63
 * @param b bytes 64 to 127
 * @param c bytes 128 to 191
 * @param d bytes 192 to 255
 * @param end whether the text may end here
 */
record ByteSet(long a, long b, long c, long d, boolean end) {

    /** Where the end of the text stands in tables by byte. */
    static final int END = 256;

    static final ByteSet NONE = new ByteSet(0, 0, 0, 0, false);

    /** Every byte that a character begins with: not the inner bytes of UTF-8. */
    static final ByteSet ALL = new ByteSet(-1, -1, 0, -1, true);

    static final ByteSet ONLY_END = new ByteSet(0, 0, 0, 0, true);

    static ByteSet range(int from, int to) {
        return new ByteSet(
                word(from, to),
                word(from - 64, to - 64),
                word(from - 128, to - 128),
                word(from - 192, to - 192),
                false);
    }

    private static long word(int from, int to) {
        if (from > 63 || to < 0) {
            return 0;
        }
        return (-1L << Math.max(0, from)) & (-1L >>> (63 - Math.min(63, to)));
    }

    boolean contains(int b0) {
        return switch (b0 >> 6) {
            case 0 -> (a >>> b0 & 1) != 0;
            case 1 -> (b >>> b0 & 1) != 0;
            case 2 -> (c >>> b0 & 1) != 0;
            case 3 -> (d >>> b0 & 1) != 0;
            default -> end;
        };
    }

    ByteSet union(ByteSet other) {
        return new ByteSet(a | other.a, b | other.b, c | other.c, d | other.d, end || other.end);
    }

    ByteSet intersect(ByteSet other) {
        return new ByteSet(a & other.a, b & other.b, c & other.c, d & other.d, end && other.end);
    }

    boolean sharesBytesWith(ByteSet other) {
        return ((a & other.a) | (b & other.b) | (c & other.c) | (d & other.d)) != 0;
    }

    /** By byte, and at {@link #END} for the end of the text. */
    boolean[] table() {
        boolean[] table = new boolean[END + 1];
        for (int i = 0; i <= END; i++) {
            table[i] = contains(i);
        }
        return table;
    }
}
