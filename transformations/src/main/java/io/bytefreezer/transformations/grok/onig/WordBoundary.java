package io.bytefreezer.transformations.grok.onig;

import org.jspecify.annotations.Nullable;

/** Places that are the beginning or the end of a word whatever the text. */
final class WordBoundary {

    private static final ByteSet WORD_BYTES = CharSet.UNICODE_WORD.firstBytes();
    private static final ByteSet ASCII_WORD_BYTES = CharSet.WORD.firstBytes();

    private WordBoundary() {}

    /** Whether what comes next can only match if there is a boundary. */
    static boolean isCertain(@Nullable CharSet before, ByteSet next) {
        if (before == null) {
            return false;
        }
        boolean begins = before.intersect(CharSet.UNICODE_WORD).isEmpty()
                && next.union(ASCII_WORD_BYTES).equals(ASCII_WORD_BYTES);
        boolean ends = before.isSubsetOf(CharSet.UNICODE_WORD) && !next.sharesBytesWith(WORD_BYTES);
        return begins || ends;
    }
}
