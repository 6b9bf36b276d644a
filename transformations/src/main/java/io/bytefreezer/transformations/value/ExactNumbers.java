package io.bytefreezer.transformations.value;

import io.bytefreezer.transformations.event.ExactNumber;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads numbers out of texts without losing a digit: what a {@code long} cannot hold stays the text that JSON writes for it. */
public final class ExactNumbers {

    private static final int CHARS_MAX = 1000;
    private static final int LONG_CHARS_SAFE = 18;

    private ExactNumbers() {}

    /** The whole number that a text is, be it {@code 42}, {@code +042}, {@code 42.0} or {@code 4.2e1}; null when it is none. */
    public static @Nullable Object integer(String text) {
        Object number = decimal(text);
        return number instanceof ExactNumber exact && !isDigits(exact.text()) ? whole(exact) : number;
    }

    /**
     * The number that a text is, with the digits it has: {@code 1.10} stays {@code 1.10}. Only what JSON does not allow is
     * mended: a plus sign, leading zeros, a bare decimal point. Null when it is no number; not a number and infinity are none.
     */
    public static @Nullable Object decimal(String text) {
        if (text.isEmpty() || text.length() > CHARS_MAX) {
            return null;
        }
        char sign = text.charAt(0);
        int start = startOfDigits(text);
        int pointAt = endOfDigits(text, start);
        int fractionAt = text.startsWith(".", pointAt) ? pointAt + 1 : pointAt;
        int fractionEnd = endOfDigits(text, fractionAt);
        boolean hasDigits = pointAt > start || fractionEnd > fractionAt;
        if (!hasDigits || !isExponentOrNothing(text, fractionEnd)) {
            return null;
        }
        String fraction = fractionEnd > fractionAt ? "." + text.substring(fractionAt, fractionEnd) : "";
        String unsigned = withoutZeros(text, start, pointAt) + fraction + text.substring(fractionEnd);
        return number(sign == '-' ? "-" + unsigned : unsigned);
    }

    private static int startOfDigits(String text) {
        return text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    }

    /** A long where its text comes out the same, else the text: {@code json} is a number as JSON writes it. */
    private static Object number(String json) {
        if (!isDigits(json) || json.equals("-0")) {
            return new ExactNumber(json);
        }
        if (json.length() <= LONG_CHARS_SAFE) {
            return Long.valueOf(json);
        }
        BigDecimal value = new BigDecimal(json);
        boolean fits = value.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0
                && value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return fits ? (Object) value.longValueExact() : new ExactNumber(json);
    }

    private static @Nullable Object whole(ExactNumber number) {
        try {
            BigDecimal value = number.decimalValue();
            if (value.signum() == 0) {
                return 0L;
            }
            // A short text may say a number of a billion digits: counted before it is written out.
            boolean isLong = (long) value.precision() - value.scale() > CHARS_MAX;
            if (isLong || value.stripTrailingZeros().scale() > 0) {
                return null;
            }
            return number(value.toBigIntegerExact().toString());
        } catch (NumberFormatException e) {
            return null; // an exponent beyond all reason
        }
    }

    private static boolean isExponentOrNothing(String text, int at) {
        return at == text.length() || isExponent(text, at);
    }

    private static boolean isExponent(String text, int at) {
        if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
            return false;
        }
        boolean signed = at + 1 < text.length() && (text.charAt(at + 1) == '-' || text.charAt(at + 1) == '+');
        int digitsAt = signed ? at + 2 : at + 1;
        return digitsAt < text.length() && endOfDigits(text, digitsAt) == text.length();
    }

    private static String withoutZeros(String text, int start, int end) {
        int at = start;
        while (at < end - 1 && text.charAt(at) == '0') {
            at++;
        }
        return at >= end ? "0" : text.substring(at, end);
    }

    private static boolean isDigits(String json) {
        int start = json.charAt(0) == '-' ? 1 : 0;
        return endOfDigits(json, start) == json.length();
    }

    private static int endOfDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
