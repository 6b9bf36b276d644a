package io.bytefreezer.query.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The types that forms with typed columns have, and values of {@link PlainValue} in them. A value that its type cannot hold
 * is an {@link ArithmeticException} or a {@link java.time.DateTimeException}. Stateless.
 */
enum ValueKind {
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

    /** Of a column by its type in DuckDB's words. */
    static ValueKind of(String type) {
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
            // Lists of decimals begin so too.
            default -> type.startsWith("DECIMAL(") && type.endsWith(")") ? EXACT : TEXT;
        };
    }

    /** The number that stands for a value of a whole number, a day since 1970, or a time, in microseconds since then. */
    long whole(Object value) {
        return switch (this) {
            case SMALL, WHOLE -> ((Number) value).longValue();
            case DATE -> LocalDate.parse(value.toString()).toEpochDay();
            case INSTANT -> micros(value.toString(), Instant::parse);
            case LOCAL_TIME ->
                micros(value.toString(), text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
            default -> throw new IllegalStateException(this + " is no whole number");
        };
    }

    /** A floating number; {@link PlainValue} has texts for those that are none. */
    double real(Object value) {
        return this == SINGLE ? Float.parseFloat(value.toString()) : Double.parseDouble(value.toString());
    }

    /** The UTF-8 of what the value is in CSV. */
    static byte[] text(Object value) throws IOException {
        return CsvResult.text(value).getBytes(UTF_8);
    }

    /** Reads a time. */
    @FunctionalInterface
    private interface Reading {
        Instant of(String text);
    }

    /** DuckDB has endless times at both ends of 64 bits. */
    private static long micros(String text, Reading reading) {
        return switch (text) {
            case "infinity" -> Long.MAX_VALUE;
            case "-infinity" -> -Long.MAX_VALUE;
            default -> ChronoUnit.MICROS.between(Instant.EPOCH, reading.of(text));
        };
    }
}
