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

    /** Appends a JSON string, quotes included; half surrogate pairs become U+FFFD. */
    RescuedJson string(String text) {
        // By way of UTF-16, since UTF-8 would make question marks of halves.
        byte[] utf8 = new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16)
                .getBytes(StandardCharsets.UTF_8);
        // No byte takes more than six (a control character as \\u001f).
        ensure(6 * utf8.length + 2);
        bytes[length++] = '"';
        for (byte b : utf8) {
            if (b < 0) {
                bytes[length++] = b;
            } else {
                ascii((char) b);
            }
        }
        bytes[length++] = '"';
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

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }
}
