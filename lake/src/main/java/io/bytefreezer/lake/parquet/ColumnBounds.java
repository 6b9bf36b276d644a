package io.bytefreezer.lake.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** What the library knows of a column's values, as a footer and as Iceberg want it. What is left out only makes readers read in vain. Pure. */
final class ColumnBounds {

    /** A longer text bounds nothing: footers would grow by it. */
    private static final int BYTES_MAX = 64;

    private ColumnBounds() {}

    /** For the footer. */
    static org.apache.parquet.format.Statistics footer(Statistics<?> column) {
        org.apache.parquet.format.Statistics statistics =
                new org.apache.parquet.format.Statistics().setNull_count(column.getNumNulls());
        Object min = min(column);
        Object max = max(column);
        if (min != null && max != null) {
            byte[] least = bytes(min, column.getMinBytes());
            byte[] greatest = bytes(max, column.getMaxBytes());
            if (least.length <= BYTES_MAX && greatest.length <= BYTES_MAX) {
                statistics.setMin_value(least).setMax_value(greatest);
            }
        }
        return statistics;
    }

    private static byte[] bytes(Object bound, byte[] stored) {
        return bound instanceof Double number
                ? ByteBuffer.allocate(Double.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putDouble(number)
                        .array()
                : stored;
    }

    /** The least value, texts as strings; null where there is none that bounds. */
    static @Nullable Object min(Statistics<?> column) {
        return column.hasNonNullValue() ? plain(column.genericGetMin(), -0.0) : null;
    }

    /** The greatest value, texts as strings; null where there is none that bounds. */
    static @Nullable Object max(Statistics<?> column) {
        return column.hasNonNullValue() ? plain(column.genericGetMax(), 0.0) : null;
    }

    /** Nothing is compared with what is not a number, and the two zeros are equal to some and not to others. */
    private static @Nullable Object plain(Object value, double zero) {
        if (value instanceof Double number) {
            return number.isNaN() ? null : number == 0 ? Double.valueOf(zero) : number;
        }
        return value instanceof Binary text ? text.toStringUsingUTF8() : value;
    }
}
