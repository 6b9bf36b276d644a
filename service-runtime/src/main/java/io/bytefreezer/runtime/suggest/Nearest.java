package io.bytefreezer.runtime.suggest;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody who mistyped a name may have meant. */
public final class Nearest {

    /** Names further apart than this many letters are not suggested. */
    private static final int DISTANCE_MAX = 3;

    /** Longer names are not compared: comparing costs the product of the lengths, and some names come from strangers. */
    private static final int NAME_CHARS_MAX = 130;

    private Nearest() {}

    /** {@code ; did you mean 'x'?} or, when nothing is near, an empty text. */
    public static String suggestion(String typed, Collection<String> known) {
        return to(typed, known).map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    /** The name with the fewest letters to change, whatever their case; nothing when none is near. */
    public static Optional<String> to(String typed, Collection<String> known) {
        if (typed.length() > NAME_CHARS_MAX) {
            return Optional.empty();
        }
        String wanted = typed.toLowerCase(Locale.ROOT);
        int most = Math.min(DISTANCE_MAX, Math.max(1, typed.length() / 2));
        return known.stream()
                .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT)) <= most)
                .min(Comparator.comparingInt((String name) -> distance(wanted, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * Optimal string alignment: how many letters have to be put in, left out or changed, or to change places with their neighbour.
     */
    private static int distance(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        Arrays.setAll(last, column -> column);
        for (int line = 1; line <= from.length(); line++) {
            int[] row = new int[to.length() + 1];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int changed = last[column - 1] + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                row[column] = Math.min(changed, Math.min(last[column], row[column - 1]) + 1);
                if (isSwap(from, line, to, column)) {
                    row[column] = Math.min(row[column], beforeLast[column - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[to.length()];
    }

    private static boolean isSwap(String from, int line, String to, int column) {
        return line > 1
                && column > 1
                && from.charAt(line - 1) == to.charAt(column - 2)
                && from.charAt(line - 2) == to.charAt(column - 1);
    }
}
