package io.bytefreezer.transformations.json;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.ExactNumber;
import java.nio.charset.StandardCharsets;

/** Reads the numbers of one JSON document: as a long where its text comes out the same, else as the text. Belongs to one thread. */
final class JsonNumbers {

    private static final int CHARS_MAX = 1000;
    private static final int LONG_DIGITS_SAFE = 18;

    private final byte[] in;
    private int end;

    JsonNumbers(byte[] utf8) {
        this.in = utf8;
    }

    /** Where the number that was read last ends. */
    int end() {
        return end;
    }

    /** The number that begins at this place. */
    Object read(int from) throws EventException {
        boolean negative = from < in.length && in[from] == '-';
        int first = negative ? from + 1 : from;
        int at = first;
        long value = 0;
        while (at < in.length && isDigit(in[at])) {
            value = value * 10 + (in[at] - '0'); // may overflow, and is not used then
            at++;
        }
        requireDigits(first, at);
        if (isFractionOrExponent(at)) {
            end = exponent(fraction(at));
            return new ExactNumber(text(from));
        }
        end = at;
        boolean exact = at - first <= LONG_DIGITS_SAFE && !(negative && value == 0);
        if (exact) {
            return negative ? -value : value;
        }
        return integer(text(from));
    }

    private boolean isFractionOrExponent(int at) {
        return at < in.length && (in[at] == '.' || in[at] == 'e' || in[at] == 'E');
    }

    private void requireDigits(int first, int last) throws EventException {
        if (last == first) {
            throw JsonScanner.malformed("not JSON: a value is missing (byte " + first + ")");
        }
        if (in[first] == '0' && last > first + 1) {
            throw JsonScanner.malformed("not JSON: a number begins with 0 (byte " + first + ")");
        }
    }

    private String text(int from) throws EventException {
        if (end - from > CHARS_MAX) {
            throw new EventException(
                    ErrorCode.TOO_LARGE,
                    "the JSON is over a limit: a number has " + (end - from) + " characters; " + CHARS_MAX
                            + " are allowed (byte " + from + ")");
        }
        return new String(in, from, end - from, StandardCharsets.ISO_8859_1);
    }

    private int fraction(int from) throws EventException {
        return in[from] == '.' ? digits(from + 1) : from;
    }

    private int exponent(int from) throws EventException {
        if (from >= in.length || (in[from] != 'e' && in[from] != 'E')) {
            return from;
        }
        boolean signed = from + 1 < in.length && (in[from + 1] == '+' || in[from + 1] == '-');
        return digits(signed ? from + 2 : from + 1);
    }

    private int digits(int from) throws EventException {
        int at = from;
        while (at < in.length && isDigit(in[at])) {
            at++;
        }
        if (at == from) {
            throw JsonScanner.malformed("not JSON: a number lacks digits (byte " + from + ")");
        }
        return at;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** A long where its text comes out the same, else the text. */
    static Object integer(String text) {
        try {
            Long value = Long.valueOf(text);
            return value.toString().equals(text) ? value : new ExactNumber(text);
        } catch (NumberFormatException e) {
            return new ExactNumber(text);
        }
    }
}
