package io.bytefreezer.transformations.grok.onig;

/** What {@link Places} tells of a text, where each of its characters is a byte: called by the code of a {@link HotPath}. */
final class Ascii {

    private static final int NOWHERE = -1;

    private Ascii() {}

    static int byteAt(byte[] text, int at) {
        return at < text.length ? text[at] : ByteSet.END;
    }

    static boolean isByte(byte[] text, int at, int wanted) {
        return at < text.length && text[at] == wanted;
    }

    /** Whether the character here is in the set. */
    static boolean isIn(byte[] table, byte[] text, int at) {
        return at < text.length && table[text[at]] == CharTable.IN;
    }

    /** Behind the longest run from here; negative when it is too short. */
    static int run(byte[] table, byte[] text, int from, int min, int max) {
        int end = max >= text.length - from ? text.length : from + max;
        int at = from;
        while (at < end && table[text[at]] == CharTable.IN) {
            at++;
        }
        return at - from >= min ? at : NOWHERE;
    }

    /** Whether what comes next may match here. */
    static boolean mayFollow(boolean[] follow, byte[] text, int at) {
        return follow[byteAt(text, at)];
    }

    /** The last place, from one back to another, at which what comes next may match; negative when there is none. */
    static int longest(boolean[] follow, byte[] text, int most, int least) {
        int at = most;
        while (at >= least && !follow[byteAt(text, at)]) {
            at--;
        }
        return at >= least ? at : NOWHERE;
    }

    /** The place, from here on, at which a run ends since what comes next may match there, or since it must. */
    static int shortest(byte[] table, boolean[] follow, byte[] text, int from, int charactersLeft) {
        int end = charactersLeft >= text.length - from ? text.length : from + charactersLeft;
        int at = from;
        while (at < end && table[text[at]] == CharTable.IN && !follow[text[at]]) {
            at++;
        }
        return at;
    }
}
