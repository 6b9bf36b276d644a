package io.bytefreezer.transformations.grok.onig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jcodings.IntHolder;
import org.jcodings.constants.CharacterType;
import org.jcodings.specific.UTF8Encoding;

/** A set of code points. The named ones are those of jcodings, which joni uses. */
final class CharSet {

    private static final int LAST = Character.MAX_CODE_POINT;
    private static final int ASCII_END = 0x80;

    static final CharSet EMPTY = new CharSet(new int[0]);
    static final CharSet ALL = range(0, LAST);
    static final CharSet ASCII = range(0, ASCII_END - 1);
    static final CharSet NEWLINE = range('\n', '\n');

    /** What {@code .} matches without the option {@code m}. */
    static final CharSet NOT_NEWLINE = NEWLINE.complement();

    /** What a word boundary goes by: unlike {@code \w}, it knows every script. */
    static final CharSet UNICODE_WORD = ofType(CharacterType.WORD);

    static final CharSet WORD = UNICODE_WORD.intersect(ASCII);
    static final CharSet DIGIT = range('0', '9');
    static final CharSet SPACE = ofType(CharacterType.SPACE).intersect(ASCII);
    static final CharSet HEX = range('0', '9').union(range('a', 'f')).union(range('A', 'F'));

    /** First and last of each run of code points, in order, with a gap between runs. */
    private final int[] runs;

    private CharSet(int[] runs) {
        this.runs = runs;
    }

    static CharSet range(int from, int to) {
        return new CharSet(new int[] {from, to});
    }

    /** The members of one of the types that jcodings knows, {@link CharacterType}. */
    static CharSet ofType(int type) {
        int[] ranges = UTF8Encoding.INSTANCE.ctypeCodeRange(type, new IntHolder());
        List<int[]> found = new ArrayList<>();
        for (int i = 0; i < ranges[0]; i++) {
            int from = ranges[1 + 2 * i];
            if (from <= LAST) {
                found.add(new int[] {from, Math.min(LAST, ranges[2 + 2 * i])});
            }
        }
        return normal(found);
    }

    private static CharSet normal(List<int[]> ranges) {
        ranges.sort(Comparator.comparingInt(range -> range[0]));
        int[] runs = new int[2 * ranges.size()];
        int size = 0;
        for (int[] range : ranges) {
            if (size > 0 && range[0] <= runs[size - 1] + 1) {
                runs[size - 1] = Math.max(runs[size - 1], range[1]);
            } else {
                runs[size++] = range[0];
                runs[size++] = range[1];
            }
        }
        return new CharSet(Arrays.copyOf(runs, size));
    }

    CharSet union(CharSet other) {
        List<int[]> ranges = new ArrayList<>();
        for (CharSet set : List.of(this, other)) {
            for (int i = 0; i < set.runs.length; i += 2) {
                ranges.add(new int[] {set.runs[i], set.runs[i + 1]});
            }
        }
        return normal(ranges);
    }

    CharSet complement() {
        List<int[]> ranges = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < runs.length; i += 2) {
            if (runs[i] > from) {
                ranges.add(new int[] {from, runs[i] - 1});
            }
            from = runs[i + 1] + 1;
        }
        if (from <= LAST) {
            ranges.add(new int[] {from, LAST});
        }
        return normal(ranges);
    }

    CharSet intersect(CharSet other) {
        return complement().union(other.complement()).complement();
    }

    /** With the other case of every ASCII letter. */
    CharSet foldAscii() {
        CharSet folded = this;
        for (int upper = 'A'; upper <= 'Z'; upper++) {
            int lower = upper + ('a' - 'A');
            if (contains(upper) != contains(lower)) {
                folded = folded.union(range(upper, upper)).union(range(lower, lower));
            }
        }
        return folded;
    }

    boolean contains(int codePoint) {
        int low = 0;
        int high = runs.length / 2 - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (codePoint < runs[2 * middle]) {
                high = middle - 1;
            } else if (codePoint > runs[2 * middle + 1]) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return runs.length == 0;
    }

    /** The only member; negative when there are more or none. */
    int single() {
        return runs.length == 2 && runs[0] == runs[1] ? runs[0] : -1;
    }

    boolean isAscii() {
        return isSubsetOf(ASCII);
    }

    boolean isSubsetOf(CharSet other) {
        return intersect(other.complement()).isEmpty();
    }

    /** Whether every code point beyond ASCII is in here. */
    boolean hasAllBeyondAscii() {
        return ASCII.complement().isSubsetOf(this);
    }

    /** The bytes that the UTF-8 of a member may begin with. */
    ByteSet firstBytes() {
        ByteSet bytes = ByteSet.NONE;
        for (int i = 0; i < runs.length; i += 2) {
            if (runs[i] < ASCII_END) {
                bytes = bytes.union(ByteSet.range(runs[i], Math.min(runs[i + 1], ASCII_END - 1)));
            }
            if (runs[i + 1] >= ASCII_END) {
                bytes = bytes.union(
                        ByteSet.range(Utf8.firstByte(Math.max(runs[i], ASCII_END)), Utf8.firstByte(runs[i + 1])));
            }
        }
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CharSet set && Arrays.equals(runs, set.runs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(runs);
    }
}
