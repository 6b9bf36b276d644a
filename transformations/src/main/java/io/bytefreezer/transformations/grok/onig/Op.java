package io.bytefreezer.transformations.grok.onig;

import org.jspecify.annotations.Nullable;

/**
 * One instruction of a {@link Machine}, knowing the next. Whole numbers rather than subtypes: the machine's loop turns on them
 * millions of times a second. Not changed any more once the program is complete.
 */
final class Op {

    // Instructions that go on to the next one, at the place they give.
    static final int LITERAL = 0;
    static final int BYTE = 1;
    static final int SET = 2;
    static final int RUN = 3;
    static final int GREEDY_RUN = 4;
    static final int LAZY_RUN = 5;
    static final int SAVE = 6;
    static final int SAVE_AND_UNDO = 7;
    static final int ANCHOR = 8;
    static final int NEXT_IN = 9;
    static final int NEXT_NOT_IN = 10;
    static final int BEHIND = 11;
    static final int KEEP_DEPTH = 12;
    static final int CUT = 13;
    static final int CUT_AND_RETURN = 14;
    static final int REFUSE = 15;

    /** Instructions from here on stay at their place and choose what comes next. */
    static final int CHOICES = 20;

    static final int CHOICE = 20;
    static final int UNLESS = 21;
    static final int STOP_IF_EMPTY = 22;
    static final int ACCEPT = 23;

    private static final byte[] NO_BYTES = new byte[0];
    private static final boolean[] NO_TABLE = new boolean[0];
    private static final Op[] NO_OPS = new Op[0];
    private static final int[] NO_NUMBERS = new int[0];

    final int code;
    final int index;

    /** Where {@link Machine} remembers that it was here in vain; negative when it must not. */
    int memo = -1;

    /** Set before the machine runs; itself where nothing comes next. */
    Op next;

    /** A literal's bytes, or what {@link CharTable} says of each byte. */
    byte[] bytes = NO_BYTES;

    /** After which bytes what comes next may match. */
    boolean[] follow = NO_TABLE;

    CharSet set = CharSet.EMPTY;
    int min;
    int max;

    /** The byte that must come after a run; negative when any may. */
    int then = -1;

    /** The slots that keep where a literal begins, and where it, or the byte after a run, ends; negative for none. */
    int before = -1;

    int after = -1;

    /** A place among the machine's slots; of a run that a group captures, that of its beginning. */
    int slot = -1;

    /** Whether the place is remembered along with the depth of the stack. */
    boolean returns;

    Op[] choices = NO_OPS;

    /** For each byte, and the end, which choices may match. */
    int[] masks = NO_NUMBERS;

    /** The slots of groups in the choices, which forget what they captured when it is chosen anew. */
    int[] clears = NO_NUMBERS;

    Node.@Nullable Anchor anchor;
    Node.@Nullable Behind behind;

    Op(int code, int index) {
        this.code = code;
        this.index = index;
        this.next = this;
    }

    /** Another instruction that does the same as a literal. */
    Op(Op literal, int index) {
        this(literal.code, index);
        next = literal.next;
        bytes = literal.bytes;
        min = literal.min;
        before = literal.before;
        after = literal.after;
    }

    boolean isLiteral() {
        return code == BYTE || code == LITERAL;
    }
}
