package io.bytefreezer.lake.shape;

import io.bytefreezer.lake.table.ColumnType;

/**
 * What the values of a new field have in common. {@link #join} is commutative and associative, so the type does not depend on the order of events.
 */
enum ObservedType {
    /** Only true and false. */
    BOOLEAN(ColumnType.BOOLEAN),
    /** Only longs that binary64 holds too. */
    SMALL_LONG(ColumnType.LONG),
    /** Only longs, at least one beyond what binary64 holds. */
    BIG_LONG(ColumnType.LONG),
    /** Only numbers that binary64 holds. */
    DOUBLE(ColumnType.DOUBLE),
    /** Everything else. */
    STRING(ColumnType.STRING);

    private final ColumnType column;

    ObservedType(ColumnType column) {
        this.column = column;
    }

    ColumnType column() {
        return column;
    }

    /** The type of a JSON number. */
    static ObservedType ofNumber(String number, boolean whole) {
        boolean fitsDouble = NumberText.fitsDouble(number);
        if (whole && NumberText.asLong(number).isPresent()) {
            return fitsDouble ? SMALL_LONG : BIG_LONG;
        }
        return fitsDouble ? DOUBLE : STRING;
    }

    /** The narrowest type that holds the values of both. */
    ObservedType join(ObservedType other) {
        if (this == other) {
            return this;
        }
        return switch (this) {
            case BOOLEAN, STRING -> STRING;
            case SMALL_LONG -> other == BIG_LONG || other == DOUBLE ? other : STRING;
            case BIG_LONG -> other == SMALL_LONG ? BIG_LONG : STRING;
            case DOUBLE -> other == SMALL_LONG ? DOUBLE : STRING;
        };
    }
}
