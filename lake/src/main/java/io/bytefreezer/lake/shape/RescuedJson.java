package io.bytefreezer.lake.shape;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing byte array with the few ways of writing JSON that rescued values need. Not thread-safe.
 *
 * <p>Own code because it copies values as they were spelled and can be taken back to a mark, which streaming generators cannot do.
 */
final class RescuedJson {

    private static final int INITIAL_SIZE = 1 << 12;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[INITIAL_SIZE];
    private int length;

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Forgets everything after a former {@link #length()}. */
    void truncate(int to) {
        length = to;
    }

    RescuedJson raw(byte[] source, int from, int to) {
        ensure(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    /** Appends text known to be ASCII. */
    RescuedJson ascii(String text) {
        int count = text.length();
        ensure(count);
        byte[] to = bytes;
        int at = length;
        for (int i = 0; i < count; i++) {
            to[at + i] = (byte) text.charAt(i);
        }
        length = at + count;
        return this;
    }

    /** Appends a JSON string, quotes included; false, and nothing appended, if the text holds half a surrogate pair, which UTF-8 cannot express. */
    boolean string(char[] text, int from, int count) {
        int mark = length;
        // No character takes more than six bytes (a control character as \\u001f).
        ensure(6 * count + 2);
        bytes[length++] = '"';
        int end = from + count;
        for (int i = from; i < end; i++) {
            char c = text[i];
            if (c < 0x80) {
                ascii(c);
            } else if (!Character.isSurrogate(c)) {
                multiByte(c);
            } else if (i + 1 < end && Character.isSurrogatePair(c, text[i + 1])) {
                multiByte(Character.toCodePoint(c, text[++i]));
            } else {
                length = mark;
                return false;
            }
        }
        bytes[length++] = '"';
        return true;
    }

    /** Appends a JSON string; half surrogate pairs become U+FFFD. */
    RescuedJson string(String text) {
        char[] chars = text.toCharArray();
        if (!string(chars, 0, chars.length)) {
            String repaired = new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
            string(repaired.toCharArray(), 0, repaired.length());
        }
        return this;
    }

    private void ascii(char c) {
        if (c >= ' ' && c != '"' && c != '\\') {
            bytes[length++] = (byte) c;
        } else if (c >= ' ') {
            bytes[length++] = '\\';
            bytes[length++] = (byte) c;
        } else {
            ascii("\\u00");
            bytes[length++] = HEX[c >> 4];
            bytes[length++] = HEX[c & 0xf];
        }
    }

    private void multiByte(int point) {
        if (point < 0x800) {
            bytes[length++] = (byte) (0xc0 | (point >> 6));
        } else {
            if (point < 0x10000) {
                bytes[length++] = (byte) (0xe0 | (point >> 12));
            } else {
                bytes[length++] = (byte) (0xf0 | (point >> 18));
                bytes[length++] = (byte) (0x80 | ((point >> 12) & 0x3f));
            }
            bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        }
        bytes[length++] = (byte) (0x80 | (point & 0x3f));
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }
}
