package io.bytefreezer.transformations.grok.onig;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The literals of a program as the texts that a string must hold to match: to refuse it before it is encoded. Immutable.
 *
 * @param all in their order
 * @param longest the longest, if it is worth looking for; else null
 */
record NeededTexts(List<String> all, @Nullable String longest) {

    private static final int BYTES_MIN = 2;

    /** Copies the list. */
    NeededTexts {
        all = List.copyOf(all);
    }

    /** Those literals that can be told in a string: a question mark may stand for what is no character. */
    static NeededTexts of(byte[][] literals) {
        List<String> all = Arrays.stream(literals)
                .filter(bytes -> bytes.length >= BYTES_MIN)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter(text -> text.indexOf('?') < 0)
                .toList();
        return new NeededTexts(
                all, all.stream().max(Comparator.comparingInt(String::length)).orElse(null));
    }

    boolean longestIsMissing(String text) {
        return longest != null && !text.contains(longest);
    }

    /** Whether they do not all stand there one after the other. */
    boolean someIsMissing(String text) {
        int from = 0;
        for (String one : all) {
            int at = text.indexOf(one, from);
            if (at < 0) {
                return true;
            }
            from = at + one.length();
        }
        return false;
    }
}
