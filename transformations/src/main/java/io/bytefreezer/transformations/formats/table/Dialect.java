package io.bytefreezer.transformations.formats.table;

/**
 * Which characters separate.
 *
 * @param delimiter between fields, in ASCII
 * @param quote around fields that hold delimiters or ends of lines, in ASCII; {@link #NO_QUOTE} when none does
 */
record Dialect(int delimiter, int quote) {

    /** No byte has this value. */
    static final int NO_QUOTE = -1;
}
