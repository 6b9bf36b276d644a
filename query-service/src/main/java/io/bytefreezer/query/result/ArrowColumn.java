package io.bytefreezer.query.result;

import java.io.IOException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column of an answer in Arrow's layout, a batch at a time. For one thread. */
final class ArrowColumn {

    /** Of decimals with up to 38 digits. */
    static final int DECIMAL_BITS = 128;

    private static final int DECIMAL_BYTES = DECIMAL_BITS / Byte.SIZE;

    private final String name;
    private final ValueKind kind;
    private final DecimalType decimal;
    private final ArrowBuffer validity = new ArrowBuffer();
    private final ArrowBuffer ends = new ArrowBuffer();
    private final ArrowBuffer data = new ArrowBuffer();
    private int rows;
    private int nulls;

    ArrowColumn(ResultColumn column) {
        name = column.name();
        kind = ValueKind.of(column.type());
        decimal = DecimalType.of(kind, column.type());
        clear();
    }

    String name() {
        return name;
    }

    ValueKind kind() {
        return kind;
    }

    DecimalType decimal() {
        return decimal;
    }

    int nulls() {
        return nulls;
    }

    /** Bytes of the rows so far, with what tells nulls and ends of texts. */
    long size() {
        return rows == 0 ? 0 : (long) validity.size() + ends.size() + data.size();
    }

    /** The buffers of the batch, in the order in which readers expect them. */
    List<ArrowBuffer> buffers() {
        return kind == ValueKind.TEXT ? List.of(validity, ends, data) : List.of(validity, data);
    }

    /** Adds a row's value, as {@link PlainValue} gives it. */
    void add(@Nullable Object value) throws IOException {
        validity.addBit(rows, value != null);
        if (value == null) {
            addNothing();
            nulls++;
        } else {
            try {
                addValue(value);
            } catch (DateTimeException | ArithmeticException e) {
                throw UnfitValueException.of("Arrow", name, value);
            }
        }
        rows++;
    }

    /** Begins a new batch. */
    void clear() {
        rows = 0;
        nulls = 0;
        validity.clear();
        data.clear();
        ends.clear();
        ends.addInt(0);
    }

    private void addNothing() {
        switch (kind) {
            case FLAG -> data.addBit(rows, false);
            case SMALL, DATE, SINGLE -> data.skip(Integer.BYTES);
            case WHOLE, INSTANT, LOCAL_TIME, REAL -> data.skip(Long.BYTES);
            case EXACT -> data.skip(DECIMAL_BYTES);
            case TEXT -> ends.addInt(data.size());
        }
    }

    private void addValue(Object value) throws IOException {
        switch (kind) {
            case FLAG -> data.addBit(rows, (Boolean) value);
            case SMALL, DATE -> data.addInt(Math.toIntExact(kind.whole(value)));
            case WHOLE, INSTANT, LOCAL_TIME -> data.addLong(kind.whole(value));
            case SINGLE -> data.addInt(Float.floatToRawIntBits((float) kind.real(value)));
            case REAL -> data.addLong(Double.doubleToRawLongBits(kind.real(value)));
            case EXACT -> addDecimal(decimal.unscaled(value));
            case TEXT -> {
                data.addBytes(ValueKind.text(value));
                ends.addInt(data.size());
            }
        }
    }

    private void addDecimal(BigInteger digits) {
        data.addLong(digits.longValue());
        data.addLong(digits.shiftRight(Long.SIZE).longValue());
    }
}
