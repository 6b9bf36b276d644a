package io.bytefreezer.transformations.value;

import io.bytefreezer.transformations.event.ExactNumber;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads numbers out of texts without losing a digit: what a {@code long} cannot hold stays the text that JSON writes for it. */
public final class ExactNumbers {

    private static final int CHARS_MAX = 1000;

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
        return JsonNumber.lenient(text);
    }

    private static @Nullable Object whole(ExactNumber written) {
        try {
            BigDecimal value = written.decimalValue();
            if (value.signum() == 0) {
                return 0L;
            }
            // A short text may say a number of a billion digits: counted before it is written out.
            boolean isLong = (long) value.precision() - value.scale() > CHARS_MAX;
            if (isLong || value.stripTrailingZeros().scale() > 0) {
                return null;
            }
            String digits = value.toBigIntegerExact().toString();
            Object number = JsonNumber.of(digits);
            return number == null ? new ExactNumber(digits) : number;
        } catch (NumberFormatException e) {
            return null; // an exponent beyond all reason
        }
    }

    private static boolean isDigits(String json) {
        return json.indexOf('.') < 0 && json.indexOf('e') < 0 && json.indexOf('E') < 0;
    }
}
