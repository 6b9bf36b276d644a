package io.bytefreezer.proxy.decode;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A part of an array of bytes.
 *
 * @param from first byte
 * @param to the byte after the last
 */
record Slice(int from, int to) {

    int length() {
        return to - from;
    }

    boolean isEmpty() {
        return from >= to;
    }

    ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes, from, length());
    }

    byte[] copyOf(byte[] bytes) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** The same without JSON's white space at its ends. */
    Slice trimmed(byte[] bytes) {
        int start = from;
        int end = to;
        while (start < end && isSpace(bytes[start])) {
            start++;
        }
        while (end > start && isSpace(bytes[end - 1])) {
            end--;
        }
        return new Slice(start, end);
    }

    static boolean isSpace(byte character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }
}
