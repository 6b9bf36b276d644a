package io.bytefreezer.proxy.join;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lines told apart by a pattern in RE2's language, which may match anywhere in a line's first 64 KiB.
 *
 * @param pattern what is looked for
 * @param matching what a line is that it matches
 */
public record LinePattern(Pattern pattern, Matching matching) implements LineRule {

    /** Longest pattern. */
    static final int PATTERN_CHARS_MAX = 1_000;

    private static final int LINE_BYTES_MAX = 64 * 1024;

    /**
     * Largest pattern when it is compiled. A search takes that many steps for each character at worst, of some 40 ns: about
     * a second for the longest line.
     */
    private static final int INSTRUCTIONS_MAX = 380;

    private static final int GROUPS_DEEP_MAX = 100;

    private static final Place FIRST = new Place("", Part.FIRST);
    private static final Place FURTHER = new Place("", Part.FURTHER);

    /** What a line is that the pattern matches. */
    public enum Matching {
        /** The first of a block; others go on with the one before them. */
        STARTS,
        /** A further one of the block before it; others are the first of one. */
        CONTINUES
    }

    /**
     * Compiles the pattern.
     *
     * @throws IllegalArgumentException when it is none, or too large; the message says what is wrong, without naming the option
     */
    public static LinePattern of(String regex, Matching matching) {
        if (regex.length() > PATTERN_CHARS_MAX) {
            throw new IllegalArgumentException("is longer than " + PATTERN_CHARS_MAX + " characters");
        }
        refuseLarge(sizeOf(regex));
        try {
            Pattern pattern = Pattern.compile(regex);
            refuseLarge(pattern.programSize());
            return new LinePattern(pattern, matching);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("is not a pattern in RE2's language: " + e.getMessage(), e);
        }
    }

    @Override
    public Place of(byte[] line) {
        String seen = new String(line, 0, Math.min(line.length, LINE_BYTES_MAX), StandardCharsets.UTF_8);
        return pattern.matcher(seen).find() == (matching == Matching.STARTS) ? FIRST : FURTHER;
    }

    private static void refuseLarge(double size) {
        if (size > INSTRUCTIONS_MAX) {
            throw new IllegalArgumentException("is too large: the beginning of what it is to match is enough,"
                    + " with few repetitions such as {1,3}, and none inside another");
        }
    }

    /** What it becomes when repetitions are written out, which compiling does: nested ones multiply, and would take all memory. */
    private static double sizeOf(String regex) {
        Deque<Double> enclosing = new ArrayDeque<>();
        double size = 0;
        double last = 0;
        for (int at = 0; at < regex.length(); at++) {
            char c = regex.charAt(at);
            if (c == '(') {
                enclosing.push(size + last);
                refuseLarge(enclosing.size() > GROUPS_DEEP_MAX ? Double.MAX_VALUE : 0);
                size = 0;
                last = 0;
            } else if (c == ')' && !enclosing.isEmpty()) {
                last = Math.max(1, size + last);
                size = enclosing.pop();
            } else if (c == '{') {
                last *= repetitions(regex, at);
            } else {
                size += last;
                last = 1;
                at += c == '\\' ? 1 : 0;
            }
        }
        return size + last;
    }

    /** The larger of the numbers in <code>{n,m}</code>; 1 when the brace begins none. */
    private static double repetitions(String regex, int brace) {
        double most = 1;
        double number = 0;
        for (int i = brace + 1; i < regex.length() && (isDigit(regex.charAt(i)) || regex.charAt(i) == ','); i++) {
            number = regex.charAt(i) == ',' ? 0 : number * 10 + (regex.charAt(i) - '0');
            most = Math.max(most, number);
        }
        return most;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
