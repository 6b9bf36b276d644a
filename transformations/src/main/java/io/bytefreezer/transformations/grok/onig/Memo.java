package io.bytefreezer.transformations.grok.onig;

/** Which instruction was at which place. Takes no memory until it is asked; owned by one thread. */
final class Memo {

    /** Where there is more to remember, nothing is. */
    private static final long BITS_MAX = 64L * 1024 * 1024;

    private static final long[] NOTHING = new long[0];

    private final long instructions;
    private final int places;
    private long[] bits = NOTHING;

    Memo(int instructions, int places) {
        this.instructions = instructions;
        this.places = places;
    }

    /** Whether this instruction was at this place; it was from now on. */
    boolean isKnown(int instruction, int place) {
        if (instructions * places > BITS_MAX) {
            return false;
        }
        if (bits.length == 0) {
            bits = new long[(int) ((instructions * places) >> 6) + 1];
        }
        long bit = (long) instruction * places + place;
        int word = (int) (bit >> 6);
        boolean known = (bits[word] >>> bit & 1) != 0;
        bits[word] |= 1L << bit;
        return known;
    }
}
