package io.bytefreezer.transformations.event;

import java.math.BigDecimal;

/**
 * A JSON number that no {@code long} holds without change, kept as it was written: {@code 1.10} stays {@code 1.10}, and an
 * integer of forty digits keeps them.
 *
 * @param text a number as JSON writes it
 */
public record ExactNumber(String text) {

    /** The nearest double. */
    public double doubleValue() {
        return Double.parseDouble(text);
    }

    /** The value itself; only for texts whose exponent is known to be small. */
    public BigDecimal decimalValue() {
        return new BigDecimal(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
