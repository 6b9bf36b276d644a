package io.bytefreezer.transformations.filters.text.dissect;

/**
 * What stands between <code>%{</code> and <code>}</code>, with the text after it.
 *
 * @param kind what becomes of the value
 * @param name of the field; may be empty for one that is skipped
 * @param order where an appended value goes among the others of its name
 * @param padded whether the delimiter may repeat
 * @param delimiter what ends the value; empty at the end of the pattern
 */
record DissectKey(Kind kind, String name, int order, boolean padded, String delimiter) {

    /** What becomes of a value. */
    enum Kind {
        /** <code>%{a}</code>: it is a field. */
        FIELD,
        /** <code>%{+a}</code>: it is appended to the others of its name. */
        APPEND,
        /** <code>%{?a}</code>: it is no field; it may name one. */
        SKIP,
        /** <code>%{&amp;a}</code>: it is the field that the value of <code>a</code> names. */
        INDIRECT
    }

    /** Before every order that is written: the field that others are appended to. */
    static final int FIRST = -1;

    /** After every order that is written: those without one follow as they stand. */
    static final int UNORDERED = Integer.MAX_VALUE;

    private static final String PADDING = "->";
    private static final int ORDER_DIGITS_MAX = 4;

    /** The key that a text says. */
    static DissectKey of(String text, String delimiter) {
        boolean padded = text.endsWith(PADDING);
        String key = padded ? text.substring(0, text.length() - PADDING.length()) : text;
        if (key.isEmpty()) {
            return new DissectKey(Kind.SKIP, "", UNORDERED, padded, delimiter);
        }
        String name = key.substring(1);
        return switch (key.charAt(0)) {
            case '?' -> new DissectKey(Kind.SKIP, name, UNORDERED, padded, delimiter);
            case '&' -> new DissectKey(Kind.INDIRECT, name, UNORDERED, padded, delimiter);
            case '+' -> new DissectKey(Kind.APPEND, unordered(name), order(name), padded, delimiter);
            default -> new DissectKey(Kind.FIELD, key, FIRST, padded, delimiter);
        };
    }

    private static String unordered(String name) {
        return order(name) == UNORDERED ? name : name.substring(0, name.lastIndexOf('/'));
    }

    private static int order(String name) {
        int slash = name.lastIndexOf('/');
        String digits = name.substring(slash + 1);
        boolean isOrder = slash > 0
                && !digits.isEmpty()
                && digits.length() <= ORDER_DIGITS_MAX
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isOrder ? Integer.parseInt(digits) : UNORDERED;
    }
}
