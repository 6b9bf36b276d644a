package io.bytefreezer.transformations.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes being written. Texts become UTF-8 by the JDK, which does it faster than any loop of ours; what needs an escape is
 * looked for by eight bytes at a time. Belongs to one thread.
 */
final class JsonOutput {

    private static final int BYTES_AT_FIRST = 1024;
    private static final int LONG_CHARS_MAX = 20;
    private static final int ESCAPE_BYTES_MAX = 6;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.ISO_8859_1);

    private byte[] buffer = new byte[BYTES_AT_FIRST];
    private int size;

    /** What was written. */
    byte[] bytes() {
        return Arrays.copyOf(buffer, size);
    }

    /** Writes one ASCII character. */
    void sign(char ascii) {
        reserve(1);
        buffer[size++] = (byte) ascii;
    }

    /** Writes ASCII characters as they are. */
    void ascii(String text) {
        append(text.getBytes(StandardCharsets.ISO_8859_1), 0, text.length());
    }

    /** Writes JSON as it is. */
    void raw(String json) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        append(utf8, 0, utf8.length);
    }

    /** Writes a number. */
    void number(long number) {
        if (number < 0 || number > 999_999_999_999_999_999L) {
            ascii(Long.toString(number));
            return;
        }
        reserve(LONG_CHARS_MAX);
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        int at = size + digits;
        size = at;
        long rest = number;
        do {
            buffer[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
    }

    /**
     * Writes a text in quotes.
     *
     * @throws IllegalStateException for one that UTF-8 cannot hold; readers and filters let none through
     */
    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (lostSomething(text, utf8)) {
            throw new IllegalStateException("a text has half of a surrogate pair, which UTF-8 cannot hold");
        }
        sign('"');
        escape(utf8);
        sign('"');
    }

    /** Half of a surrogate pair, which no UTF-8 can hold, becomes a question mark. */
    private static boolean lostSomething(String text, byte[] utf8) {
        return Words.contain(utf8, (byte) '?') && Utf8.hasLoneSurrogate(text);
    }

    private void escape(byte[] utf8) {
        int from = 0;
        while (true) {
            int stop = Words.endOfPlain(utf8, from, utf8.length);
            append(utf8, from, stop - from);
            if (stop == utf8.length) {
                return;
            }
            escape((char) utf8[stop]);
            from = stop + 1;
        }
    }

    private void escape(char c) {
        reserve(ESCAPE_BYTES_MAX);
        buffer[size++] = '\\';
        switch (c) {
            case '"', '\\' -> buffer[size++] = (byte) c;
            case '\n' -> buffer[size++] = 'n';
            case '\r' -> buffer[size++] = 'r';
            case '\t' -> buffer[size++] = 't';
            case '\b' -> buffer[size++] = 'b';
            case '\f' -> buffer[size++] = 'f';
            default -> unicode(c);
        }
    }

    private void unicode(char c) {
        buffer[size++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            buffer[size++] = HEX[c >> shift & 0xF];
        }
    }

    private void append(byte[] bytes, int from, int length) {
        reserve(length);
        System.arraycopy(bytes, from, buffer, size, length);
        size += length;
    }

    private void reserve(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(size, more)));
        }
    }
}
