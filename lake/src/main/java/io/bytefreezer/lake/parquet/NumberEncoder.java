package io.bytefreezer.lake.parquet;

import io.bytefreezer.lake.table.ColumnType;

/** Numbers as they are, after which zstd finds what repeats. For one thread. */
final class NumberEncoder extends ColumnEncoder {

    private final ColumnType type;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;
    private double realMin = Double.POSITIVE_INFINITY;
    private double realMax = Double.NEGATIVE_INFINITY;
    private boolean hasNoNumber;

    NumberEncoder(PageCompressor compressor, FlatParquetFile.Shape shape, ColumnType type) {
        super(compressor, shape);
        this.type = type;
    }

    void add(long value) {
        values.writeLong(value);
        cover(value);
        added();
    }

    void add(int value) {
        values.writeInt(value);
        cover(value);
        added();
    }

    void add(double value) {
        values.writeLong(Double.doubleToRawLongBits(value));
        hasNoNumber |= Double.isNaN(value);
        realMin = Math.min(realMin, value);
        realMax = Math.max(realMax, value);
        added();
    }

    @Override
    ValueBounds bounds() {
        if (rows() == nulls()) {
            return ValueBounds.NONE;
        }
        if (hasNoNumber) {
            return ValueBounds.UNKNOWN;
        }
        return switch (type) {
            case INT -> new ValueBounds((int) min, (int) max);
            // The two zeros are equal to some readers and not to others.
            case DOUBLE -> new ValueBounds(realMin == 0 ? -0.0 : realMin, realMax == 0 ? 0.0 : realMax);
            case LONG, TIMESTAMPTZ, BOOLEAN, STRING, OTHER -> new ValueBounds(min, max);
        };
    }

    private void cover(long value) {
        min = Math.min(min, value);
        max = Math.max(max, value);
    }
}
