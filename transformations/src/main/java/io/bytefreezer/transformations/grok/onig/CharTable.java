package io.bytefreezer.transformations.grok.onig;

/** What the first byte of a character tells of its membership in a set. */
final class CharTable {

    static final byte OUT = 0;

    /** A member, as this byte alone. */
    static final byte IN = 1;

    /** The whole character must be read. */
    static final byte LOOK = 2;

    private CharTable() {}

    /** For single characters and for runs that are counted. */
    static byte[] exact(CharSet set) {
        return table(set, LOOK);
    }

    /**
     * For runs without end: where the set has all characters beyond ASCII, their bytes need not be told apart. Such a run never
     * ends within a character, since nothing that follows begins with an inner byte.
     */
    static byte[] forRun(CharSet set) {
        return table(set, set.hasAllBeyondAscii() ? IN : LOOK);
    }

    private static byte[] table(CharSet set, byte beyondAscii) {
        byte[] table = new byte[256];
        ByteSet first = set.firstBytes();
        for (int b = 0; b < 0x80; b++) {
            table[b] = set.contains(b) ? IN : OUT;
        }
        for (int b = 0x80; b < 256; b++) {
            table[b] = beyondAscii == IN || first.contains(b) ? beyondAscii : OUT;
        }
        return table;
    }
}
