package io.bytefreezer.lake.shape;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.bytefreezer.lake.spool.RowBytes;

/** A JSON number of a few digits and without an exponent, taken without a detour over text. For one thread. */
final class PlainNumber {

    /** As many digits always fit a long, and with a point among them a double holds them exactly after one division. */
    private static final int DIGITS_MAX = 18;

    private static final int DOUBLE_DIGITS_MAX = 15;
    private static final int RADIX = 10;
    /** Powers of ten that a double holds exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private final RowBytes row;
    private byte[] source = {};
    private int from;
    private int end;
    private boolean isNegative;
    private long digits;
    private int digitCount;
    private int decimals;
    private boolean hasPoint;

    PlainNumber(RowBytes row) {
        this.row = row;
    }

    /** Reads the number that begins here; false if there is none, or another kind of one. */
    boolean read(byte[] body, int start) {
        source = body;
        from = start;
        end = start;
        digits = 0;
        digitCount = 0;
        decimals = 0;
        isNegative = is('-');
        if (isNegative) {
            end++;
        }
        int whole = end;
        digits();
        boolean isGrammatical = end > whole && (source[whole] != '0' || end == whole + 1);
        hasPoint = is('.');
        if (hasPoint) {
            end++;
            int fraction = end;
            digits();
            decimals = end - fraction;
            isGrammatical &= decimals > 0;
        }
        return isGrammatical && digitCount <= DIGITS_MAX && !is('e') && !is('E');
    }

    /** The place after the number. */
    int end() {
        return end;
    }

    /** Writes it for its column; false if the column does not hold it, or only perhaps. */
    boolean write(Target target) {
        if (target.tableType() == null) {
            target.observe(ObservedType.ofNumber(new String(source, from, end - from, US_ASCII), !hasPoint));
            row.text(target.field(), source, from, end);
            return true;
        }
        return switch (target.tableType()) {
            case STRING -> {
                row.text(target.field(), source, from, end);
                yield true;
            }
            case LONG -> !hasPoint && writeLong(target);
            case INT -> !hasPoint && writeInt(target);
            case DOUBLE -> writeDouble(target);
            case BOOLEAN, TIMESTAMPTZ, OTHER -> false;
        };
    }

    private boolean writeLong(Target target) {
        row.wholeNumber(target.field(), signed());
        return true;
    }

    private boolean writeInt(Target target) {
        long value = signed();
        if (value != (int) value) {
            return false;
        }
        row.smallNumber(target.field(), (int) value);
        return true;
    }

    /** One division of two numbers that are exact is rounded once: the nearest double, as parsing the text gives. */
    private boolean writeDouble(Target target) {
        if (digitCount > DOUBLE_DIGITS_MAX) {
            return false;
        }
        double value = digits / POWERS[decimals];
        row.floatingNumber(target.field(), isNegative ? -value : value);
        return true;
    }

    private long signed() {
        return isNegative ? -digits : digits;
    }

    private void digits() {
        while (end < source.length && source[end] >= '0' && source[end] <= '9') {
            // More digits than fit are counted and refused.
            digits = RADIX * digits + (source[end] - '0');
            digitCount++;
            end++;
        }
    }

    private boolean is(char wanted) {
        return end < source.length && source[end] == wanted;
    }
}
