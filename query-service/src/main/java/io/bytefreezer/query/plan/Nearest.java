package io.bytefreezer.query.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant. */
final class Nearest {

    /** Names further apart than this many edits are not suggested. */
    private static final int DISTANCE_MAX = 3;

    private static final int NAME_LENGTH_MAX = 130;

    private Nearest() {}

    /** The candidate with the fewest edits from the name, if any is near. */
    static Optional<String> to(String name, Collection<String> candidates) {
        if (name.length() > NAME_LENGTH_MAX) {
            return Optional.empty();
        }
        int most = Math.min(DISTANCE_MAX, Math.max(1, name.length() / 2));
        return candidates.stream()
                .filter(candidate -> distance(name, candidate) <= most)
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance, one row of its table at a time. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
