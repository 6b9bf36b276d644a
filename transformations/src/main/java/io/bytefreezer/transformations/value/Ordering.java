package io.bytefreezer.transformations.value;

import io.bytefreezer.transformations.event.ExactNumber;
import io.bytefreezer.transformations.time.Rfc3339;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where values stand beside a fixed one, as people mean it in rules. Numbers are compared exactly, whatever their digits; a text
 * counts as a number only where the other side is one or reads as one too. Two texts that are RFC 3339 times are compared as
 * times, all other texts by their UTF-16 code units. What has no order (a flag, an object, a list, nothing, a word beside a
 * number) is neither less nor greater.
 */
public final class Ordering {

    /** Where a value stands beside the fixed one. */
    public enum Order {
        /** Before it. */
        LESS,
        /** Beside it. */
        EQUAL,
        /** After it. */
        GREATER,
        /** Nowhere: the two have no order. */
        NONE
    }

    private static final int NUMBER_CHARS_MAX = 1000;

    private final Object fixed;
    private final @Nullable BigDecimal number;
    private final @Nullable Instant time;

    private Ordering(Object fixed, @Nullable BigDecimal number, @Nullable Instant time) {
        this.fixed = fixed;
        this.number = number;
        this.time = time;
    }

    /** The order of values beside this one. */
    public static Ordering beside(Object fixed) {
        return switch (fixed) {
            case Long value -> new Ordering(value, BigDecimal.valueOf(value), null);
            case ExactNumber value -> new Ordering(value, decimal(value.text()), null);
            case String text -> new Ordering(text, decimal(text), Rfc3339.parse(text));
            default -> new Ordering(fixed, null, null);
        };
    }

    /** Whether any value has an order beside the fixed one. */
    public boolean exists() {
        return number != null || fixed instanceof String;
    }

    /** Where this value stands. */
    public Order of(@Nullable Object value) {
        return switch (value) {
            case Long other -> ofLong(other);
            case ExactNumber other -> ofNumber(decimal(other.text()));
            case String text -> ofText(text);
            case null -> Order.NONE;
            default -> Order.NONE;
        };
    }

    private Order ofLong(long value) {
        return fixed instanceof Long own ? order(Long.compare(value, own)) : ofNumber(BigDecimal.valueOf(value));
    }

    private Order ofNumber(@Nullable BigDecimal value) {
        return value == null || number == null ? Order.NONE : order(value.compareTo(number));
    }

    private Order ofText(String text) {
        BigDecimal value = number == null ? null : decimal(text);
        if (value != null) {
            return ofNumber(value);
        }
        Instant other = time == null ? null : Rfc3339.parse(text);
        if (other != null && time != null) {
            return order(other.compareTo(time));
        }
        return fixed instanceof String own ? order(text.compareTo(own)) : Order.NONE;
    }

    private static Order order(int sign) {
        if (sign == 0) {
            return Order.EQUAL;
        }
        return sign < 0 ? Order.LESS : Order.GREATER;
    }

    /** The number a text is, as JSON writes numbers; null for any other text, and for an exponent beyond all reason. */
    private static @Nullable BigDecimal decimal(String text) {
        if (text.length() > NUMBER_CHARS_MAX || !isNumber(text)) {
            return null;
        }
        try {
            // Comparing never writes an exponent out: two numbers of as many digits before the point differ in scale by
            // no
            // more than their own digits.
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static boolean isNumber(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int whole = endOfDigits(text, start);
        return whole > start && endOfExponent(text, endOfFraction(text, whole)) == text.length();
    }

    private static int endOfFraction(String text, int at) {
        if (at == text.length() || text.charAt(at) != '.') {
            return at;
        }
        int end = endOfDigits(text, at + 1);
        return end > at + 1 ? end : at;
    }

    private static int endOfExponent(String text, int at) {
        if (at + 1 >= text.length() || (text.charAt(at) | ' ') != 'e') {
            return at;
        }
        char sign = text.charAt(at + 1);
        int start = sign == '-' || sign == '+' ? at + 2 : at + 1;
        int end = endOfDigits(text, start);
        return end > start ? end : at;
    }

    private static int endOfDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
