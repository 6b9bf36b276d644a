package io.bytefreezer.transformations.value;

import io.bytefreezer.transformations.event.ExactNumber;
import org.jspecify.annotations.Nullable;

/** Numbers out of text, with every digit that was written. */
public final class NumberText {

    private static final int CHARS_MAX = 1000;
    private static final int LONG_DIGITS_SAFE = 18;

    private NumberText() {}

    /** The number that a text is if JSON would write it so, {@code 007} and {@code +1} are none; null for any other text. */
    public static @Nullable Object json(String text) {
        Parts parts = Parts.of(text);
        return parts != null && parts.isJson(text) ? parts.value(text) : null;
    }

    /** The whole number that a text is, {@code +5} and {@code 007} too; null for any other text. */
    public static @Nullable Object whole(String text) {
        Parts parts = Parts.of(text);
        return parts != null && parts.isWhole(text) ? parts.value(parts.normal(text)) : null;
    }

    /** The number that a text is, {@code +5}, {@code .5} and {@code 007.10} too; null for any other text. */
    public static @Nullable Object decimal(String text) {
        Parts parts = Parts.of(text);
        return parts == null ? null : parts.value(parts.isJson(text) ? text : parts.normal(text));
    }

    /**
     * Where the parts of a number end: {@code [sign] digits [. digits] [e [sign] digits]}.
     *
     * @param digits where its digits begin
     * @param point where the digits before the point end
     * @param fraction where those after the point end; the same as {@code point} when there is no point
     */
    private record Parts(int digits, int point, int fraction) {

        static @Nullable Parts of(String text) {
            if (text.isEmpty() || text.length() > CHARS_MAX) {
                return null;
            }
            int digits = afterSign(text, 0);
            int point = afterDigits(text, digits);
            int fraction = is(text, point, '.') ? afterDigits(text, point + 1) : point;
            boolean hasDigits = point > digits || fraction > point + 1;
            return hasDigits && endsAfterExponent(text, fraction) ? new Parts(digits, point, fraction) : null;
        }

        private static boolean endsAfterExponent(String text, int at) {
            if (at == text.length()) {
                return true;
            }
            if (!is(text, at, 'e') && !is(text, at, 'E')) {
                return false;
            }
            int digits = afterSign(text, at + 1);
            int end = afterDigits(text, digits);
            return end > digits && end == text.length();
        }

        boolean isWhole(String text) {
            return point == text.length();
        }

        boolean isJson(String text) {
            boolean signed = digits == 1;
            boolean zeroFirst = point > digits + 1 && text.charAt(digits) == '0';
            return !(signed && text.charAt(0) == '+') && point > digits && !zeroFirst && fraction != point + 1;
        }

        /** The same number as JSON writes it, no digit lost that counts. */
        String normal(String text) {
            int first = digits;
            while (first < point - 1 && text.charAt(first) == '0') {
                first++;
            }
            String before = first < point ? text.substring(first, point) : "0";
            String after = fraction > point + 1 ? text.substring(point, fraction) : "";
            return (text.charAt(0) == '-' ? "-" : "") + before + after + text.substring(fraction);
        }

        /** A long where its text comes out the same, else the text. */
        Object value(String json) {
            boolean whole = fraction == point && json.indexOf('e') < 0 && json.indexOf('E') < 0;
            if (!whole || json.equals("-0")) {
                return whole ? (Object) 0L : new ExactNumber(json);
            }
            if (json.length() <= LONG_DIGITS_SAFE) {
                return Long.valueOf(json);
            }
            try {
                return Long.valueOf(json);
            } catch (NumberFormatException e) {
                return new ExactNumber(json);
            }
        }

        private static int afterSign(String text, int at) {
            return is(text, at, '+') || is(text, at, '-') ? at + 1 : at;
        }

        private static int afterDigits(String text, int from) {
            int at = from;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            return at;
        }

        private static boolean is(String text, int at, char c) {
            return at < text.length() && text.charAt(at) == c;
        }
    }
}
