package io.bytefreezer.query.result;

import io.bytefreezer.lake.parquet.FlatParquetFile;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import java.io.IOException;
import java.time.DateTimeException;

/**
 * A column of an answer in a Parquet file.
 *
 * @param kind of its values
 * @param decimal its digits, which matter for exact numbers alone
 * @param column the file's
 */
record ParquetColumn(ValueKind kind, DecimalType decimal, Column column) {

    /** Bytes of a row that a value counts for, but for texts. */
    private static final int NUMBER_BYTES = 8;

    static ParquetColumn of(ResultColumn column) {
        ValueKind kind = ValueKind.of(column.type());
        DecimalType decimal = DecimalType.of(kind, column.type());
        return new ParquetColumn(
                kind,
                decimal,
                switch (kind) {
                    case FLAG -> column(column, ColumnType.BOOLEAN, column.type());
                    case SMALL -> column(column, ColumnType.INT, column.type());
                    case WHOLE -> column(column, ColumnType.LONG, column.type());
                    case SINGLE, REAL -> column(column, ColumnType.DOUBLE, column.type());
                    case INSTANT -> column(column, ColumnType.TIMESTAMPTZ, column.type());
                    case TEXT -> column(column, ColumnType.STRING, column.type());
                    case DATE, LOCAL_TIME -> column(column, ColumnType.OTHER, column.type());
                    case EXACT -> column(column, ColumnType.OTHER, decimal.toString());
                });
    }

    private static Column column(ResultColumn column, ColumnType type, String sqlType) {
        return new Column(0, column.name(), type, sqlType);
    }

    /**
     * Puts a value, as {@link PlainValue} gives it, into a row.
     *
     * @return its size
     */
    int put(FlatParquetFile file, int at, Object value) throws IOException {
        try {
            switch (kind) {
                case FLAG -> file.flag(at, (Boolean) value);
                case SMALL, DATE -> file.smallNumber(at, Math.toIntExact(kind.whole(value)));
                case WHOLE, INSTANT, LOCAL_TIME -> file.wholeNumber(at, kind.whole(value));
                case SINGLE, REAL -> file.floatingNumber(at, kind.real(value));
                case EXACT -> {
                    return bytes(file, at, decimal.unscaled(value).toByteArray());
                }
                case TEXT -> {
                    return bytes(file, at, ValueKind.text(value));
                }
            }
            return NUMBER_BYTES;
        } catch (DateTimeException | ArithmeticException e) {
            throw UnfitValueException.of("Parquet", column.name(), value);
        }
    }

    private static int bytes(FlatParquetFile file, int at, byte[] bytes) {
        file.text(at, bytes, 0, bytes.length);
        return bytes.length;
    }
}
