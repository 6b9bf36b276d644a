package io.bytefreezer.control.rest;

/**
 * Finds halves of characters that JSON lets in by escapes, e.g. <code>"&#92;ud800"</code>. They have no UTF-8: stored once,
 * they would break every answer and every snapshot that holds them.
 */
final class Surrogates {

    private static final int ESCAPE_LENGTH = 6;

    private Surrogates() {}

    /** Whether the escapes of a JSON text have a half without its other half. */
    static boolean unpaired(String json) {
        int i = json.indexOf('\\');
        while (i >= 0) {
            int unit = unit(json, i);
            int length = unit < 0 ? 2 : ESCAPE_LENGTH;
            if (unit >= 0 && Character.isLowSurrogate((char) unit)) {
                return true;
            }
            if (unit >= 0 && Character.isHighSurrogate((char) unit)) {
                int next = unit(json, i + ESCAPE_LENGTH);
                if (next < 0 || !Character.isLowSurrogate((char) next)) {
                    return true;
                }
                length = 2 * ESCAPE_LENGTH;
            }
            i = json.indexOf('\\', i + length);
        }
        return false;
    }

    /** The UTF-16 code unit that is escaped there, or -1 when none is. */
    private static int unit(String json, int at) {
        if (!json.startsWith("\\u", at) || at + ESCAPE_LENGTH > json.length()) {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + ESCAPE_LENGTH; i++) {
            int digit = Character.digit(json.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit * 16 + digit;
        }
        return unit;
    }
}
