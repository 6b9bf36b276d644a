package io.bytefreezer.lake.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * The least and the greatest value of a column, whole numbers, binary64, truths or texts as UTF-8. Immutable but for those arrays.
 *
 * @param min the least; null if there is no value, or none that bounds
 * @param max the greatest; null in the same cases
 */
record ValueBounds(@Nullable Object min, @Nullable Object max) {

    /** Of no values. */
    static final ValueBounds NONE = new ValueBounds(null, null);

    /** Of values among which is one that is not a number, with which nothing is compared. */
    static final ValueBounds UNKNOWN = new ValueBounds(Double.NaN, Double.NaN);

    /** A longer text bounds nothing in a footer, which would grow by it. */
    private static final int BYTES_MAX = 64;

    /** Those of both. */
    ValueBounds with(ValueBounds other) {
        if (isUnknown() || other.isUnknown()) {
            return UNKNOWN;
        }
        if (min == null || max == null) {
            return other;
        }
        if (other.min == null || other.max == null) {
            return this;
        }
        return new ValueBounds(
                compare(min, other.min) <= 0 ? min : other.min, compare(max, other.max) >= 0 ? max : other.max);
    }

    /** Whether nothing can be said of values there are. */
    boolean isUnknown() {
        return min instanceof Double number && number.isNaN();
    }

    /** As a footer has them. */
    Statistics statistics(long nulls) {
        Statistics statistics = new Statistics().setNull_count(nulls);
        if (min != null && max != null && !isUnknown()) {
            byte[] least = stored(min);
            byte[] greatest = stored(max);
            if (least.length <= BYTES_MAX && greatest.length <= BYTES_MAX) {
                statistics.setMin_value(least).setMax_value(greatest);
            }
        }
        return statistics;
    }

    private static int compare(Object a, Object b) {
        return switch (a) {
            case byte[] text -> Arrays.compareUnsigned(text, (byte[]) b);
            case Long number -> number.compareTo((Long) b);
            case Integer number -> number.compareTo((Integer) b);
            case Double number -> number.compareTo((Double) b);
            case Boolean flag -> flag.compareTo((Boolean) b);
            default -> throw new IllegalArgumentException("no bounds are of " + a.getClass());
        };
    }

    private static byte[] stored(Object value) {
        return switch (value) {
            case byte[] text -> text;
            case Long number -> little(Long.BYTES).putLong(number).array();
            case Integer number -> little(Integer.BYTES).putInt(number).array();
            case Double number -> little(Double.BYTES).putDouble(number).array();
            case Boolean flag -> new byte[] {(byte) (flag ? 1 : 0)};
            default -> throw new IllegalArgumentException("no bounds are of " + value.getClass());
        };
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
