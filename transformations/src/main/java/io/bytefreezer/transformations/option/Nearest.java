package io.bytefreezer.transformations.option;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what may have been meant. */
final class Nearest {

    private static final int NAME_CHARS_MAX = 100;

    private Nearest() {}

    /** The candidate fewest edits away; null when none is near enough to be a slip of the keyboard. */
    static @Nullable String to(String name, Collection<String> candidates) {
        if (name.length() > NAME_CHARS_MAX) {
            return null;
        }
        String nearest = null;
        int fewest = Math.max(1, (name.length() + 1) / 3) + 1;
        for (String candidate : candidates) {
            int edits = edits(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (edits < fewest) {
                fewest = edits;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Levenshtein distance, one row at a time. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
