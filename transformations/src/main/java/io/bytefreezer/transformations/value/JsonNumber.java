package io.bytefreezer.transformations.value;

import io.bytefreezer.transformations.event.ExactNumber;
import org.jspecify.annotations.Nullable;

/** Texts that are numbers, as values of events: a {@link Long} where one holds the text without change, else an {@link ExactNumber}. */
public final class JsonNumber {

    private static final int CHARS_MAX = 1000;
    private static final int LONG_CHARS_SAFE = 18;

    private JsonNumber() {}

    /** The number that a text is; null when it is none as JSON (RFC 8259, 6) writes it. */
    public static @Nullable Object of(String text) {
        Parts parts = Parts.of(text);
        return parts != null && parts.isJson(text) ? value(text) : null;
    }

    /** The whole number that a text is; null when it is none, or one that would come out otherwise than it was written. */
    public static @Nullable Long integer(String text) {
        return of(text) instanceof Long number ? number : null;
    }

    /**
     * The number that a text is, also as most languages write it: {@code +1}, {@code .5}, {@code 1.}, {@code 007}; null when it
     * is none. No digit that counts is lost.
     */
    public static @Nullable Object lenient(String text) {
        Parts parts = Parts.of(text);
        if (parts == null) {
            return null;
        }
        return value(parts.isJson(text) ? text : parts.json(text));
    }

    private static Object value(String text) {
        if (text.length() > LONG_CHARS_SAFE + 2 || text.equals("-0") || !isInteger(text)) {
            return new ExactNumber(text);
        }
        if (text.length() <= LONG_CHARS_SAFE) {
            return digits(text);
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return new ExactNumber(text);
        }
    }

    /** The number of a text of few digits; many times as fast as {@link Long#valueOf(String)}, which looks every digit up. */
    private static long digits(String text) {
        boolean negative = text.charAt(0) == '-';
        long number = 0;
        for (int i = negative ? 1 : 0; i < text.length(); i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return negative ? -number : number;
    }

    private static boolean isInteger(String text) {
        for (int i = text.charAt(0) == '-' ? 1 : 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * Where the parts of a number end.
     *
     * @param whole where its whole part begins, after the sign
     * @param point where its whole part ends
     * @param exponent where its fraction ends
     */
    private record Parts(int whole, int point, int exponent) {

        static @Nullable Parts of(String text) {
            if (text.isEmpty() || text.length() > CHARS_MAX) {
                return null;
            }
            int whole = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
            int point = digits(text, whole);
            boolean hasPoint = point < text.length() && text.charAt(point) == '.';
            int exponent = hasPoint ? digits(text, point + 1) : point;
            boolean hasDigits = point > whole || exponent > point + 1;
            return hasDigits && isExponent(text, exponent) ? new Parts(whole, point, exponent) : null;
        }

        boolean isJson(String text) {
            boolean plainSign = text.charAt(0) != '+';
            boolean plainWhole = point > whole && (point == whole + 1 || text.charAt(whole) != '0');
            return plainSign && plainWhole && exponent != point + 1;
        }

        String json(String text) {
            StringBuilder json = new StringBuilder(text.length() + 1);
            if (text.charAt(0) == '-') {
                json.append('-');
            }
            int first = whole;
            while (first < point - 1 && text.charAt(first) == '0') {
                first++;
            }
            json.append(first < point ? text.substring(first, point) : "0");
            if (exponent > point + 1) {
                json.append(text, point, exponent);
            }
            return json.append(text, exponent, text.length()).toString();
        }

        private static int digits(String text, int from) {
            int at = from;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
            return at;
        }

        private static boolean isExponent(String text, int from) {
            if (from == text.length()) {
                return true;
            }
            boolean signed = from + 1 < text.length() && "+-".indexOf(text.charAt(from + 1)) >= 0;
            int first = from + (signed ? 2 : 1);
            return "eE".indexOf(text.charAt(from)) >= 0
                    && first < text.length()
                    && digits(text, first) == text.length();
        }
    }
}
