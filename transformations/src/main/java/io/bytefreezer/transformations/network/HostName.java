package io.bytefreezer.transformations.network;

/** Names of hosts (RFC 1123, section 2.1), with the underscores that are found in practice. */
public final class HostName {

    private static final int CHARS_MAX = 253;
    private static final int LABEL_CHARS_MAX = 63;

    private HostName() {}

    /** Whether a text is such a name, with or without a dot at its end; one of digits and dots alone is none. */
    public static boolean isValid(String text) {
        int end = text.endsWith(".") ? text.length() - 1 : text.length();
        if (end < 1 || end > CHARS_MAX) {
            return false;
        }
        boolean hasLetter = false;
        int labelFrom = 0;
        for (int i = 0; i <= end; i++) {
            char c = i == end ? '.' : text.charAt(i);
            if (c == '.') {
                if (!isLabel(text, labelFrom, i)) {
                    return false;
                }
                labelFrom = i + 1;
            } else if (!isNameChar(c)) {
                return false;
            }
            hasLetter |= c >= 'A';
        }
        return hasLetter;
    }

    private static boolean isLabel(String text, int from, int to) {
        return to > from && to - from <= LABEL_CHARS_MAX && text.charAt(from) != '-' && text.charAt(to - 1) != '-';
    }

    private static boolean isNameChar(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
