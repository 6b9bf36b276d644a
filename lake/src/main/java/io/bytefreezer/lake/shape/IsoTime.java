package io.bytefreezer.lake.shape;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.OptionalLong;

/**
 * Times as RFC 3339 and ISO 8601 write them, with an offset: {@code 2026-03-04T05:06:07.123456Z}, also without seconds or with an offset such as {@code +01:00}. A time
 * without an offset, or finer than microseconds, is none that a column could hold unchanged. For one text, which is read from left to right.
 */
final class IsoTime {

    private static final int LENGTH_MIN = "2026-03-04T05:06Z".length();
    private static final int LENGTH_MAX = 40;
    private static final int YEAR_DIGITS = 4;
    private static final int FRACTION_DIGITS = 6;
    private static final int MONTHS = 12;
    private static final int HOURS = 24;
    private static final int OFFSET_HOURS_MAX = 18;
    private static final int SIXTY = 60;
    private static final int RADIX = 10;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long SECONDS_PER_DAY = 86_400;

    /** Beyond these years engines write times each in its own way. */
    private static final long FIRST = LocalDate.of(1, 1, 1).toEpochDay() * SECONDS_PER_DAY * MICROS_PER_SECOND;

    private static final long LAST = LocalDate.of(10_000, 1, 1).toEpochDay() * SECONDS_PER_DAY * MICROS_PER_SECOND - 1;

    private final String text;
    private int at;
    private boolean isTime = true;

    private IsoTime(String text) {
        this.text = text;
    }

    /** Microseconds since the epoch; nothing for a text that is no such time. */
    static OptionalLong micros(String text) {
        if (text.length() < LENGTH_MIN || text.length() > LENGTH_MAX) {
            return OptionalLong.empty();
        }
        IsoTime time = new IsoTime(text);
        long micros = time.read();
        return time.isTime && micros >= FIRST && micros <= LAST ? OptionalLong.of(micros) : OptionalLong.empty();
    }

    private long read() {
        int year = number(YEAR_DIGITS, Integer.MAX_VALUE);
        require('-');
        int month = number(2, MONTHS);
        require('-');
        int day = number(2, Integer.MAX_VALUE);
        isTime &= month > 0
                && day > 0
                && day <= YearMonth.of(year, Math.max(1, month)).lengthOfMonth();
        require('T');
        int hour = number(2, HOURS - 1);
        require(':');
        int minute = number(2, SIXTY - 1);
        int second = take(':') ? number(2, SIXTY - 1) : 0;
        long fraction = take('.') ? fraction() : 0;
        int offset = offset();
        isTime &= at == text.length();
        if (!isTime) {
            return 0;
        }
        long seconds = LocalDate.of(year, month, day).toEpochDay() * SECONDS_PER_DAY
                + (hour * SIXTY + minute - offset) * (long) SIXTY
                + second;
        return seconds * MICROS_PER_SECOND + fraction;
    }

    /** Microseconds; what is finer must be zero. */
    private long fraction() {
        int from = at;
        long micros = 0;
        while (isDigit()) {
            int digit = text.charAt(at) - '0';
            if (at - from < FRACTION_DIGITS) {
                micros = RADIX * micros + digit;
            } else {
                isTime &= digit == 0;
            }
            at++;
        }
        isTime &= at > from;
        for (int digits = at - from; digits < FRACTION_DIGITS; digits++) {
            micros *= RADIX;
        }
        return micros;
    }

    /** Minutes east of Greenwich. */
    private int offset() {
        if (take('Z')) {
            return 0;
        }
        boolean isWest = take('-');
        if (!isWest) {
            require('+');
        }
        int hours = number(2, OFFSET_HOURS_MAX);
        require(':');
        int minutes = hours * SIXTY + number(2, SIXTY - 1);
        return isWest ? -minutes : minutes;
    }

    private int number(int digits, int most) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            if (!isDigit()) {
                isTime = false;
                return 0;
            }
            value = RADIX * value + (text.charAt(at++) - '0');
        }
        isTime &= value <= most;
        return isTime ? value : 0;
    }

    private void require(char wanted) {
        isTime &= take(wanted);
    }

    private boolean take(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private boolean isDigit() {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
