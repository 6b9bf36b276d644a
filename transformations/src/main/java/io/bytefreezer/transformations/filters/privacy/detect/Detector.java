package io.bytefreezer.transformations.filters.privacy.detect;

/**
 * Knows one kind of what should not be seen.
 *
 * @param name what it is called in documents
 * @param what what it finds, for people
 * @param start whether one may begin with a character
 * @param finder finds where one ends
 */
record Detector(String name, String what, Start start, Finder finder) {

    /** Says which characters are worth a look. */
    @FunctionalInterface
    interface Start {

        boolean isPossible(char first);
    }

    /** Looks at one place of a text. */
    @FunctionalInterface
    interface Finder {

        /**
         * Where the one that begins here ends; -1 when none does. The first character is possible, and the one before it is
         * no letter or digit. Looks no further than a constant, or no further than what it then finds.
         */
        int end(String text, int at);
    }
}
