package io.bytefreezer.transformations.time;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a number since 1970 counts. */
public enum EpochUnit {
    /** Seconds. */
    SECONDS(9),
    /** Milliseconds. */
    MILLIS(6),
    /** Microseconds. */
    MICROS(3),
    /** Nanoseconds. */
    NANOS(0);

    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);
    // Up to here seconds stay before the year 5139; each further unit has a thousand times the room.
    private static final BigDecimal SECONDS_BOUND = BigDecimal.valueOf(100_000_000_000L);
    // The years that RFC 3339 can write.
    private static final BigInteger SECOND_MAX = BigInteger.valueOf(253_402_300_799L);
    private static final BigInteger SECOND_MIN = BigInteger.valueOf(-62_167_219_200L);
    private static final int TEXT_CHARS_MAX = 40;

    private final int nanoDigits;

    EpochUnit(int nanoDigits) {
        this.nanoDigits = nanoDigits;
    }

    /** The unit that puts a number of this magnitude nearest to our days. */
    public static EpochUnit ofMagnitude(BigDecimal number) {
        BigDecimal bound = SECONDS_BOUND;
        for (EpochUnit unit : values()) {
            if (number.abs().compareTo(bound) < 0) {
                return unit;
            }
            bound = bound.movePointRight(3);
        }
        return NANOS;
    }

    /** The number a text is; null when it is none, or one of so many digits that it is no time. */
    public static @Nullable BigDecimal number(String text) {
        if (text.isEmpty() || text.length() > TEXT_CHARS_MAX) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // No exponents: nobody writes a time so, and a huge one would be a huge number.
            if ((c < '0' || c > '9') && c != '.' && !(c == '-' && i == 0)) {
                return null;
            }
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The instant so many units after 1970, cut to the nanosecond; null outside of the years 0 to 9999. */
    public @Nullable Instant instant(BigDecimal number) {
        BigInteger nanos = number.movePointRight(nanoDigits).toBigInteger();
        BigInteger[] parts = nanos.divideAndRemainder(NANOS_PER_SECOND);
        if (parts[0].compareTo(SECOND_MAX) > 0 || parts[0].compareTo(SECOND_MIN) < 0) {
            return null;
        }
        return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    }
}
