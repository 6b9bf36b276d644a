package io.bytefreezer.transformations.grok.onig;

import java.nio.charset.StandardCharsets;

/** Steps through text in UTF-8 (RFC 3629) that is well-formed. */
final class Utf8 {

    private Utf8() {}

    static int firstByte(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint;
        }
        if (codePoint < 0x800) {
            return 0xC0 | codePoint >> 6;
        }
        return codePoint < 0x10000 ? 0xE0 | codePoint >> 12 : 0xF0 | codePoint >> 18;
    }

    static byte[] encode(int codePoint) {
        return Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
    }

    /** Where the character that begins here ends. */
    static int next(byte[] text, int at) {
        int first = text[at];
        if (first >= 0) {
            return at + 1;
        }
        int length = first >= (byte) 0xF0 ? 4 : first >= (byte) 0xE0 ? 3 : 2;
        return Math.min(text.length, at + length);
    }

    /** Where the character that ends here begins. */
    static int previous(byte[] text, int at) {
        int before = at - 1;
        while (before > 0 && isInner(text[before])) {
            before--;
        }
        return before;
    }

    static boolean isInner(byte b) {
        return (b & 0xC0) == 0x80;
    }

    static int codePoint(byte[] text, int at) {
        int first = text[at];
        if (first >= 0) {
            return first;
        }
        int end = next(text, at);
        int codePoint = first & (0xFF >> (end - at + 1));
        for (int i = at + 1; i < end; i++) {
            codePoint = codePoint << 6 | (text[i] & 0x3F);
        }
        return codePoint;
    }
}
