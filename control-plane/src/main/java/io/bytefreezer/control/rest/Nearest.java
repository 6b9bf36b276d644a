package io.bytefreezer.control.rest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what may have been meant. */
final class Nearest {

    private static final int NAME_LENGTH_MAX = 100;

    private Nearest() {}

    /** The candidate fewest edits away, or nothing when none is near enough to be a slip of the keyboard. */
    static Optional<String> to(String name, Collection<String> candidates) {
        if (name.length() > NAME_LENGTH_MAX) {
            return Optional.empty();
        }
        String wanted = name.toLowerCase(Locale.ROOT);
        int editsMax = Math.min(Math.max(2, name.length() / 3), name.length() - 1);
        return candidates.stream()
                .filter(candidate -> edits(wanted, candidate) <= editsMax)
                .min(Comparator.comparingInt((String candidate) -> edits(wanted, candidate))
                        .thenComparing(Comparator.naturalOrder()));
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
