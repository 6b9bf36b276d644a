package io.bytefreezer.transformations.value;

import io.bytefreezer.transformations.event.ExactNumber;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Equality as people mean it in rules: 200 equals "200", and 1.0 equals 1. */
public final class LooseEquality {

    private LooseEquality() {}

    /** Whether two values of events are equal, whatever their types. */
    public static boolean areEqual(@Nullable Object a, Object b) {
        if (Objects.equals(a, b)) {
            return true;
        }
        if (a == null || isContainer(a) || isContainer(b)) {
            return false;
        }
        if (a.toString().equals(b.toString())) {
            return true;
        }
        BigDecimal left = number(a);
        BigDecimal right = left == null ? null : number(b);
        return left != null && right != null && left.compareTo(right) == 0;
    }

    private static boolean isContainer(Object value) {
        return !(value instanceof String
                || value instanceof Long
                || value instanceof ExactNumber
                || value instanceof Boolean);
    }

    private static @Nullable BigDecimal number(Object value) {
        return switch (value) {
            case Long number -> BigDecimal.valueOf(number);
            case ExactNumber number -> decimal(number);
            default -> null;
        };
    }

    private static @Nullable BigDecimal decimal(ExactNumber number) {
        try {
            return number.decimalValue();
        } catch (NumberFormatException e) {
            return null; // an exponent beyond all reason: equal only to the same text
        }
    }
}
