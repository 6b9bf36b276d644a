package io.bytefreezer.query.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytefreezer.lake.parquet.FlatParquetFile;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/** How the values of a column come into a Parquet file. Stateless. */
enum ParquetKind {
    /** True or false. */
    FLAG,
    /** Whole number of 32 bits. */
    SMALL,
    /** Whole number of 64 bits. */
    WHOLE,
    /** IEEE 754 binary32, which binary64 holds. */
    SINGLE,
    /** IEEE 754 binary64. */
    REAL,
    /** Decimal, among which are whole numbers of more than 64 bits. */
    EXACT,
    /** A day. */
    DATE,
    /** Time with a zone, to the microsecond. */
    INSTANT,
    /** Time without one. */
    LOCAL_TIME,
    /** Any other value, as the text that it is in CSV. */
    TEXT;

    /** Bytes of a row that a value counts for, but for texts. */
    private static final int NUMBER_BYTES = 8;

    /** Of a column by its type in DuckDB's words. */
    static ParquetKind of(String type) {
        return switch (type) {
            case "BOOLEAN" -> FLAG;
            case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT" -> SMALL;
            case "BIGINT", "UINTEGER" -> WHOLE;
            case "FLOAT" -> SINGLE;
            case "DOUBLE" -> REAL;
            case "UBIGINT", "HUGEINT", "UHUGEINT" -> EXACT;
            case "DATE" -> DATE;
            case "TIMESTAMP WITH TIME ZONE" -> INSTANT;
            case "TIMESTAMP" -> LOCAL_TIME;
            default -> type.startsWith("DECIMAL(") ? EXACT : TEXT;
        };
    }

    /** The column of a file for one of an answer. */
    Column column(ResultColumn column) {
        return switch (this) {
            case FLAG -> column(column, ColumnType.BOOLEAN);
            case SMALL -> column(column, ColumnType.INT);
            case WHOLE -> column(column, ColumnType.LONG);
            case SINGLE, REAL -> column(column, ColumnType.DOUBLE);
            case INSTANT -> column(column, ColumnType.TIMESTAMPTZ);
            case TEXT -> column(column, ColumnType.STRING);
            case DATE, LOCAL_TIME -> new Column(0, column.name(), ColumnType.OTHER, column.type());
            case EXACT -> new Column(0, column.name(), ColumnType.OTHER, decimal(column.type()));
        };
    }

    private static Column column(ResultColumn column, ColumnType type) {
        return new Column(0, column.name(), type, column.type());
    }

    /** Decimals have 38 digits at most. */
    private static String decimal(String type) {
        return switch (type) {
            case "UBIGINT" -> "DECIMAL(20,0)";
            case "HUGEINT", "UHUGEINT" -> "DECIMAL(38,0)";
            default -> type;
        };
    }

    /**
     * Puts a value, as {@link PlainValue} gives it, into a row.
     *
     * @return its size
     */
    int put(FlatParquetFile file, int at, Column column, Object value) throws IOException {
        try {
            switch (this) {
                case FLAG -> file.flag(at, (Boolean) value);
                case SMALL -> file.smallNumber(at, ((Number) value).intValue());
                case WHOLE -> file.wholeNumber(at, ((Number) value).longValue());
                case SINGLE -> file.floatingNumber(at, Float.parseFloat(value.toString()));
                case REAL -> file.floatingNumber(at, Double.parseDouble(value.toString()));
                case DATE ->
                    file.smallNumber(
                            at,
                            Math.toIntExact(LocalDate.parse(value.toString()).toEpochDay()));
                case INSTANT -> file.wholeNumber(at, instant(value.toString()));
                case LOCAL_TIME -> file.wholeNumber(at, localTime(value.toString()));
                case EXACT -> {
                    return bytes(file, at, digits(column.sqlType(), value));
                }
                case TEXT -> {
                    return bytes(file, at, CsvResult.text(value).getBytes(UTF_8));
                }
            }
            return NUMBER_BYTES;
        } catch (DateTimeException | ArithmeticException e) {
            throw unfit(column, value);
        }
    }

    private static int bytes(FlatParquetFile file, int at, byte[] bytes) {
        file.text(at, bytes, 0, bytes.length);
        return bytes.length;
    }

    private static byte[] digits(String decimal, Object value) {
        String[] numbers = decimal.substring(decimal.indexOf('(') + 1, decimal.length() - 1)
                .split(",", -1);
        BigDecimal number = new BigDecimal(value.toString())
                .setScale(Integer.parseInt(numbers[1].strip()), RoundingMode.UNNECESSARY);
        if (number.precision() > Integer.parseInt(numbers[0].strip())) {
            throw new ArithmeticException("more digits than the type has");
        }
        return number.unscaledValue().toByteArray();
    }

    private static long instant(String text) {
        return endless(text, () -> micros(Instant.parse(text)));
    }

    private static long localTime(String text) {
        return endless(text, () -> micros(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC)));
    }

    private static long endless(String text, LongSupplier otherwise) {
        return switch (text) {
            case "infinity" -> Long.MAX_VALUE;
            case "-infinity" -> -Long.MAX_VALUE;
            default -> otherwise.getAsLong();
        };
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static UnfitValueException unfit(Column column, Object value) {
        return new UnfitValueException("column '" + column.name() + "' has the value " + value
                + ", which Parquet's type for it does not hold: cast it, e.g. to varchar");
    }
}
