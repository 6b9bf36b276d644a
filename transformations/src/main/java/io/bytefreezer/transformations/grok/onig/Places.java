package io.bytefreezer.transformations.grok.onig;

import io.bytefreezer.transformations.grok.onig.Node.Behind;
import io.bytefreezer.transformations.grok.onig.Node.Repeat;
import java.util.List;
import java.util.Objects;

/** Looks at a text: which characters stand at a place. */
final class Places {

    private static final int NOWHERE = -1;
    private static final boolean[] ASCII_WORD = CharSet.WORD.firstBytes().table();

    private Places() {}

    /** Behind the character here, if it is in the set. */
    static int one(Op op, byte[] text, int at) {
        if (at >= text.length) {
            return NOWHERE;
        }
        byte is = op.bytes[text[at] & 0xFF];
        if (is == CharTable.LOOK) {
            return op.set.contains(Utf8.codePoint(text, at)) ? Utf8.next(text, at) : NOWHERE;
        }
        return is == CharTable.IN ? at + 1 : NOWHERE;
    }

    /** Behind the longest run from here; negative when it is too short. */
    static int run(Op op, byte[] text, int from) {
        byte[] table = op.bytes;
        int end = op.max >= text.length - from ? text.length : from + op.max;
        int at = from;
        while (at < end && table[text[at] & 0xFF] == CharTable.IN) {
            at++;
        }
        if (at < end && table[text[at] & 0xFF] == CharTable.LOOK) {
            int least = least(op, text, from);
            return least < 0 ? NOWHERE : most(op, text, least);
        }
        return at - from >= op.min ? at : NOWHERE;
    }

    /** Behind the shortest run from here; negative when there is none. */
    static int least(Op op, byte[] text, int from) {
        int at = from;
        for (int i = 0; i < op.min; i++) {
            at = one(op, text, at);
            if (at < 0) {
                return NOWHERE;
            }
        }
        return at;
    }

    /** Behind the longest run that goes on here after the least. */
    static int most(Op op, byte[] text, int from) {
        byte[] table = op.bytes;
        int left = op.max == Repeat.UNLIMITED ? Integer.MAX_VALUE : op.max - op.min;
        int at = from;
        while (left > 0 && at < text.length) {
            if (table[text[at] & 0xFF] == CharTable.IN) {
                at++;
            } else {
                int next = one(op, text, at);
                if (next < 0) {
                    return at;
                }
                at = next;
            }
            left--;
        }
        return at;
    }

    /** Where a byte comes that must be looked at, or that may be after the run. */
    static int plain(Op op, byte[] text, int from, int most) {
        byte[] table = op.bytes;
        boolean[] follow = op.follow;
        int end = most >= text.length - from ? text.length : from + most;
        int at = from;
        while (at < end && table[text[at] & 0xFF] == CharTable.IN && !follow[text[at] & 0xFF]) {
            at++;
        }
        return at;
    }

    static boolean isAt(Op op, byte[] text, int at) {
        return switch (Objects.requireNonNull(op.anchor)) {
            case WORD_BOUNDARY -> isWordBefore(text, at) != isWordAfter(text, at);
            case NO_WORD_BOUNDARY -> isWordBefore(text, at) == isWordAfter(text, at);
            case LINE_BEGIN -> at == 0 || (text[at - 1] == '\n' && at < text.length);
            case LINE_END -> at == text.length || text[at] == '\n';
            case TEXT_BEGIN -> at == 0;
        };
    }

    private static boolean isWordBefore(byte[] text, int at) {
        return at > 0 && isWord(text, text[at - 1] >= 0 ? at - 1 : Utf8.previous(text, at));
    }

    private static boolean isWordAfter(byte[] text, int at) {
        return at < text.length && isWord(text, at);
    }

    private static boolean isWord(byte[] text, int at) {
        int b = text[at];
        if (b >= 0) {
            return ASCII_WORD[b];
        }
        return CharSet.UNICODE_WORD.contains(Utf8.codePoint(text, at));
    }

    static boolean isBehind(Op op, byte[] text, int at) {
        Behind behind = Objects.requireNonNull(op.behind);
        List<CharSet> sets = behind.sets();
        int place = at;
        for (int i = sets.size() - 1; i >= 0; i--) {
            if (place == 0) {
                return behind.negative();
            }
            int before = text[place - 1] >= 0 ? place - 1 : Utf8.previous(text, place);
            boolean in = (i == sets.size() - 1 && text[before] >= 0)
                    ? op.bytes[text[before]] == CharTable.IN
                    : sets.get(i).contains(Utf8.codePoint(text, before));
            if (!in) {
                return behind.negative();
            }
            place = before;
        }
        return !behind.negative();
    }
}
