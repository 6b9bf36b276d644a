package io.bytefreezer.lake.shape;

import java.math.BigDecimal;
import java.util.OptionalLong;

/** Which JSON numbers a column can hold without changing them. */
final class NumberText {

    /** Every decimal of so many digits survives the way into binary64 and back. */
    private static final int DOUBLE_DIGITS_SAFE = 15;
    /** Longer numbers are kept as text without a look: exact arithmetic on them would cost more than it gives. */
    private static final int LENGTH_MAX = 40;
    /** Every whole number of at most so many digits is a long. */
    private static final int LONG_DIGITS_SAFE = 18;

    private NumberText() {}

    /** The number as a long, if it is whole (also written {@code 5.0} or {@code 1e3}) and in range. */
    static OptionalLong asLong(String number) {
        if (number.length() <= LONG_DIGITS_SAFE && isWhole(number)) {
            return OptionalLong.of(Long.parseLong(number));
        }
        if (number.length() > LENGTH_MAX) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(new BigDecimal(number).longValueExact());
        } catch (ArithmeticException | NumberFormatException notALong) {
            // Also an exponent beyond what BigDecimal knows.
            return OptionalLong.empty();
        }
    }

    /** Whether reading the number as binary64 and printing it again gives the same number. */
    static boolean fitsDouble(String number) {
        if (number.length() <= DOUBLE_DIGITS_SAFE && number.indexOf('e') < 0 && number.indexOf('E') < 0) {
            return true;
        }
        if (number.length() > LENGTH_MAX) {
            return false;
        }
        double nearest = Double.parseDouble(number);
        if (Double.isInfinite(nearest)) {
            return false;
        }
        BigDecimal exact;
        try {
            exact = new BigDecimal(number);
        } catch (NumberFormatException exponentBeyondAll) {
            return false;
        }
        return exact.compareTo(new BigDecimal(Double.toString(nearest))) == 0
                || exact.compareTo(new BigDecimal(nearest)) == 0;
    }

    private static boolean isWhole(String number) {
        for (int i = number.charAt(0) == '-' ? 1 : 0; i < number.length(); i++) {
            char digit = number.charAt(i);
            if (digit < '0' || digit > '9') {
                return false;
            }
        }
        return true;
    }
}
