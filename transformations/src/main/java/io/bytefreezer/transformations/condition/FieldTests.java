package io.bytefreezer.transformations.condition;

import com.google.re2j.Pattern;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.ExactNumber;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.regex.Re2;
import io.bytefreezer.transformations.value.LooseEquality;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tests of one field; none holds of a field that is missing. */
final class FieldTests {

    /** Longer numbers, or those with an exponent, are compared as the nearest double. */
    private static final int DIGITS_EXACT_MAX = 100;

    private FieldTests() {}

    static Condition isOneOf(FieldPath field, List<Object> values) {
        return event -> {
            Object value = event.get(field);
            return values.stream().anyMatch(wanted -> LooseEquality.areEqual(value, wanted));
        };
    }

    /** Part of a text, or an element of a list. */
    static Condition contains(FieldPath field, String part) {
        return event -> {
            Object value = event.get(field);
            return value instanceof String text
                    ? text.contains(part)
                    : value instanceof List<?> list
                            && list.stream().anyMatch(element -> LooseEquality.areEqual(element, part));
        };
    }

    static Condition matches(FieldPath field, Pattern regex, int charsMax) {
        return event -> {
            if (!(event.get(field) instanceof String text)) {
                return false;
            }
            if (text.length() > charsMax) {
                throw new EventException(
                        ErrorCode.REGEX_INPUT_TOO_LONG,
                        "'" + field + "' has " + text.length() + " characters; regular expressions are tried on up to "
                                + charsMax);
            }
            return Re2.find(regex, text);
        };
    }

    static Condition compares(FieldPath field, String operator, Object bound) {
        return event -> {
            Object value = event.get(field);
            if (!(value instanceof Long || value instanceof ExactNumber)) {
                return false;
            }
            int sign = compare(value.toString(), bound.toString());
            return switch (operator) {
                case "<" -> sign < 0;
                case "<=" -> sign <= 0;
                case ">" -> sign > 0;
                default -> sign >= 0;
            };
        };
    }

    private static int compare(String a, String b) {
        BigDecimal left = exact(a);
        BigDecimal right = exact(b);
        return left != null && right != null
                ? left.compareTo(right)
                : Double.compare(Double.parseDouble(a), Double.parseDouble(b));
    }

    private static @Nullable BigDecimal exact(String number) {
        boolean isPlain = number.length() <= DIGITS_EXACT_MAX && number.indexOf('e') < 0 && number.indexOf('E') < 0;
        return isPlain ? new BigDecimal(number) : null;
    }
}
