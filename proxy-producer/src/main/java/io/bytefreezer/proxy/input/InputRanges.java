package io.bytefreezer.proxy.input;

import java.util.regex.Pattern;

/** The checks that inputs' options share; each failure is a sentence for the one who wrote the configuration. */
final class InputRanges {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}");

    private InputRanges() {}

    static void name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must be 1 to 63 letters, digits, '_', '.' or '-', and start with a letter or digit");
        }
    }

    static <T extends Comparable<T>> void between(String option, T value, T min, T max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(option + " must be between " + min + " and " + max + ", not " + value);
        }
    }
}
