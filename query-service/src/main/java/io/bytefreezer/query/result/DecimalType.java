package io.bytefreezer.query.result;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The type of exact numbers.
 *
 * @param precision digits at most, up to 38
 * @param scale of these, how many follow the point
 */
record DecimalType(int precision, int scale) {

    /** For columns of other kinds. */
    private static final DecimalType NONE = new DecimalType(1, 0);

    /** Of a column by its type in DuckDB's words; without meaning where its kind is not {@link ValueKind#EXACT}. */
    static DecimalType of(ValueKind kind, String type) {
        return kind == ValueKind.EXACT ? exact(type) : NONE;
    }

    private static DecimalType exact(String type) {
        return switch (type) {
            case "UBIGINT" -> new DecimalType(20, 0);
            case "HUGEINT", "UHUGEINT" -> new DecimalType(38, 0);
            default -> {
                String[] numbers =
                        type.substring(type.indexOf('(') + 1, type.length() - 1).split(",", -1);
                yield new DecimalType(Integer.parseInt(numbers[0].strip()), Integer.parseInt(numbers[1].strip()));
            }
        };
    }

    /**
     * The digits of a number as a whole number.
     *
     * @throws ArithmeticException when it has more than the type
     */
    BigInteger unscaled(Object value) {
        BigDecimal number = new BigDecimal(value.toString()).setScale(scale, RoundingMode.UNNECESSARY);
        if (number.precision() > precision) {
            throw new ArithmeticException("more digits than the type has");
        }
        return number.unscaledValue();
    }

    /** In SQL. */
    @Override
    public String toString() {
        return "DECIMAL(" + precision + "," + scale + ")";
    }
}
