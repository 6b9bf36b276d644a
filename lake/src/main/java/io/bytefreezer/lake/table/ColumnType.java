package io.bytefreezer.lake.table;

import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** The types a lake column has here: those a body field may get, and those only other writers or system columns use. */
public enum ColumnType {
    /** True or false. */
    BOOLEAN,
    /** Whole number of 32 bits; never chosen for a body field, but understood. */
    INT,
    /** Whole number of 64 bits. */
    LONG,
    /** IEEE 754 binary64. */
    DOUBLE,
    /** Text; also numbers no other type holds exactly, and JSON text of objects and arrays. */
    STRING,
    /** Microseconds since the epoch, in UTC. */
    TIMESTAMPTZ,
    /** Any other Iceberg type: read as it is, never written by ByteFreezer. */
    OTHER;

    /** The type of an Iceberg column. */
    public static ColumnType of(Type type) {
        return switch (type.typeId()) {
            case BOOLEAN -> BOOLEAN;
            case INTEGER -> INT;
            case LONG -> LONG;
            case DOUBLE -> DOUBLE;
            case STRING -> STRING;
            case TIMESTAMP -> type.equals(Types.TimestampType.withZone()) ? TIMESTAMPTZ : OTHER;
            default -> OTHER;
        };
    }

    /**
     * The Iceberg type of this one.
     *
     * @throws IllegalStateException for {@link #OTHER}, which stands for many
     */
    public Type toIceberg() {
        return switch (this) {
            case BOOLEAN -> Types.BooleanType.get();
            case INT -> Types.IntegerType.get();
            case LONG -> Types.LongType.get();
            case DOUBLE -> Types.DoubleType.get();
            case STRING -> Types.StringType.get();
            case TIMESTAMPTZ -> Types.TimestampType.withZone();
            case OTHER -> throw new IllegalStateException("a column of another writer's type cannot be created here");
        };
    }
}
