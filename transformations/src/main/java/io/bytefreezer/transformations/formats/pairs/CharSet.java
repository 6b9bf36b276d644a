package io.bytefreezer.transformations.formats.pairs;

/** Some characters; whether one is among them takes two comparisons where they are of ASCII. Immutable. */
final class CharSet {

    private final long low;
    private final long high;
    private final String beyond;

    CharSet(String characters) {
        long first = 0;
        long second = 0;
        StringBuilder others = new StringBuilder();
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            if (c < 64) {
                first |= 1L << c;
            } else if (c < 128) {
                second |= 1L << c;
            } else {
                others.append(c);
            }
        }
        this.low = first;
        this.high = second;
        this.beyond = others.toString();
    }

    boolean has(char c) {
        if (c < 128) {
            return ((c < 64 ? low : high) >>> c & 1) != 0;
        }
        return beyond.indexOf(c) >= 0;
    }

    /** Whether there is a character that is in both. */
    boolean overlaps(CharSet other) {
        return (low & other.low) != 0
                || (high & other.high) != 0
                || beyond.chars().anyMatch(c -> other.beyond.indexOf(c) >= 0);
    }
}
