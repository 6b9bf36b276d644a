package io.bytefreezer.benchmarks.upkeep;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A JSON object, made faster than a JSON library would. For one thread. */
final class Line {

    private static final int SIZE = 1 << 12;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BASE64 =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);
    private static final int HEX_BITS = 4;
    private static final int BASE64_BITS = 6;

    private final byte[] bytes = new byte[SIZE];
    private int length;

    void begin() {
        length = 0;
        bytes[length++] = '{';
    }

    Line number(String name, long value) {
        name(name);
        ascii(Long.toString(value));
        bytes[length++] = ',';
        return this;
    }

    Line text(String name, String value) {
        open(name);
        ascii(value);
        return close();
    }

    /** A value of random hexadecimal digits. */
    Line hex(String name, RandomGenerator random, int digits) {
        open(name);
        random(random, digits, HEX, HEX_BITS);
        return close();
    }

    /** A value of random digits of base 64, as signatures are. */
    Line base64(String name, String before, RandomGenerator random, int digits) {
        open(name);
        ascii(before);
        random(random, digits, BASE64, BASE64_BITS);
        return close();
    }

    /** Ends the object; its bytes. */
    byte[] end() {
        bytes[length - 1] = '}';
        return Arrays.copyOf(bytes, length);
    }

    private void name(String name) {
        bytes[length++] = '"';
        ascii(name);
        bytes[length++] = '"';
        bytes[length++] = ':';
    }

    private void open(String name) {
        name(name);
        bytes[length++] = '"';
    }

    private Line close() {
        bytes[length++] = '"';
        bytes[length++] = ',';
        return this;
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    private void random(RandomGenerator random, int digits, byte[] alphabet, int bitsOfOne) {
        long bits = 0;
        int left = 0;
        for (int i = 0; i < digits; i++) {
            if (left < bitsOfOne) {
                bits = random.nextLong();
                left = Long.SIZE;
            }
            bytes[length++] = alphabet[(int) (bits & (alphabet.length - 1))];
            bits >>>= bitsOfOne;
            left -= bitsOfOne;
        }
    }
}
