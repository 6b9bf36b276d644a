package io.bytefreezer.transformations.formats.lines;

import com.google.re2j.Pattern;
import io.bytefreezer.transformations.regex.Re2;

/**
 * Which lines belong together. Immutable.
 *
 * @param pattern tells lines apart, in RE2's language; it may match anywhere in a line
 * @param matching what a line is that it matches
 * @param linesMax most lines of a block
 * @param bytesMax most bytes of a block; a longer line is a block by itself
 * @param lineCharsMax how much of a line the pattern sees
 */
public record MultilineRule(Pattern pattern, Matching matching, int linesMax, int bytesMax, int lineCharsMax) {

    /** What a line is that the pattern matches. */
    public enum Matching {
        /** The first of a block; others go on with the block before them. */
        STARTS,
        /** A further one of the block before it; others are the first of a block. */
        CONTINUES
    }

    /** Whether a line is the first of a block. */
    boolean starts(String line) {
        String seen = line.length() <= lineCharsMax ? line : line.substring(0, lineCharsMax);
        return Re2.find(pattern, seen) == (matching == Matching.STARTS);
    }
}
