package io.bytefreezer.transformations.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads RFC 3339 date-times, with a blank allowed for the {@code T} and an offset without its colon: what log writers in fact
 * send. Written by hand as it runs for every event: nothing is thrown and nothing allocated but the result.
 */
public final class Rfc3339 {

    private static final int SECONDS_AT = 17;
    private static final int FRACTION_AT = 19;
    private static final int NANO_DIGITS = 9;
    private static final int SECONDS_PER_DAY = 86_400;

    private Rfc3339() {}

    /** The instant, digits after the ninth of a second ignored; null when the text is no such date-time or no such date. */
    public static @Nullable Instant parse(String text) {
        if (text.length() < FRACTION_AT + 1 || !hasSeparators(text)) {
            return null;
        }
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, SECONDS_AT, 2);
        int fractionEnd = endOfFraction(text);
        int offset = offsetSeconds(text, fractionEnd);
        if (!inRange(hour, 23) || !inRange(minute, 59) || !inRange(second, 59) || offset == Integer.MIN_VALUE) {
            return null;
        }
        LocalDate date = date(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2));
        if (date == null) {
            return null;
        }
        long epochSecond = date.toEpochDay() * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second - offset;
        return Instant.ofEpochSecond(epochSecond, nanos(text, fractionEnd));
    }

    private static boolean hasSeparators(String text) {
        char separator = text.charAt(10);
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (separator == 'T' || separator == 't' || separator == ' ')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static @Nullable LocalDate date(int year, int month, int day) {
        if (year < 0 || !inRange(month - 1, 11) || !inRange(day - 1, 30)) {
            return null;
        }
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null; // the thirtieth of February
        }
    }

    /** Where the fraction ends; the position of the seconds' end when there is none; -1 for a dot without digits. */
    private static int endOfFraction(String text) {
        if (text.charAt(FRACTION_AT) != '.' && text.charAt(FRACTION_AT) != ',') {
            return FRACTION_AT;
        }
        int end = FRACTION_AT + 1;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end == FRACTION_AT + 1 ? -1 : end;
    }

    private static int nanos(String text, int fractionEnd) {
        int nanos = 0;
        for (int i = 0; i < NANO_DIGITS; i++) {
            int at = FRACTION_AT + 1 + i;
            nanos = nanos * 10 + (at < fractionEnd ? text.charAt(at) - '0' : 0);
        }
        return nanos;
    }

    /** Seconds east of UTC that the text from a position says; {@link Integer#MIN_VALUE} when it says none. */
    private static int offsetSeconds(String text, int at) {
        int length = text.length() - at;
        if (at < 0 || length < 1) {
            return Integer.MIN_VALUE;
        }
        char sign = text.charAt(at);
        if (sign == 'Z' || sign == 'z') {
            return length == 1 ? 0 : Integer.MIN_VALUE;
        }
        if (length != 5 && !(length == 6 && text.charAt(at + 3) == ':')) {
            return Integer.MIN_VALUE;
        }
        int seconds = secondsOfDay(number(text, at + 1, 2), number(text, text.length() - 2, 2));
        return switch (sign) {
            case '+' -> seconds;
            case '-' -> -seconds; // the negative of MIN_VALUE is itself
            default -> Integer.MIN_VALUE;
        };
    }

    private static int secondsOfDay(int hours, int minutes) {
        return inRange(hours, 23) && inRange(minutes, 59) ? hours * 3600 + minutes * 60 : Integer.MIN_VALUE;
    }

    private static int number(String text, int at, int digits) {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    private static boolean inRange(int value, int max) {
        return value >= 0 && value <= max;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
