package io.bytefreezer.query.result;

import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB's values as the few kinds that an answer has: null, {@link Boolean}, {@link Number}, {@link String}, {@link List}
 * and {@link Map} of these. Nothing is rounded:
 *
 * <ul>
 *   <li>whole numbers of any width and decimals are numbers with all their digits;
 *   <li>{@code NaN}, {@code Infinity} and {@code -Infinity} are strings, as JSON has no such numbers;
 *   <li>times with a zone are ISO-8601 in UTC with {@code Z}, those without end without; dates and times are ISO-8601, and
 *       infinite ones {@code infinity} and {@code -infinity};
 *   <li>blobs are Base64; values of type JSON are their text; all other types are DuckDB's text for them.
 * </ul>
 */
public final class PlainValue {

    private PlainValue() {}

    /**
     * The plain form of a value of the current row.
     *
     * @param column counted from 1
     * @throws SQLException when the driver cannot read it
     */
    public static @Nullable Object of(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        // A Timestamp goes through the zone of this machine, in which an hour of each year may be missing.
        return of(value instanceof Timestamp ? rows.getObject(column, LocalDateTime.class) : value);
    }

    /**
     * The plain form of what DuckDB's driver gave for a column.
     *
     * @throws SQLException when the driver cannot read a nested value
     */
    static @Nullable Object of(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case Boolean bool -> bool;
            case Double number -> Double.isFinite(number) ? number : number.toString();
            case Float number -> Float.isFinite(number) ? number : number.toString();
            case Number number -> number;
            case OffsetDateTime time -> instant(time);
            case Timestamp time -> local(time.toLocalDateTime());
            case LocalDateTime time -> local(time);
            case Blob blob -> Base64.getEncoder().encodeToString(blob.getBytes(1, (int) blob.length()));
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case DuckDBStruct struct -> map(struct.getMap());
            case Struct struct -> list(struct.getAttributes());
            case Array array -> list((Object[]) array.getArray());
            case Map<?, ?> map -> map(map);
            default -> value.toString();
        };
    }

    private static String instant(OffsetDateTime time) {
        try {
            Instant instant = time.toInstant();
            return instant.equals(FOREVER) ? "infinity" : instant.equals(NEVER) ? "-infinity" : instant.toString();
        } catch (DateTimeException tooFar) {
            return time.toString();
        }
    }

    private static String local(LocalDateTime time) {
        Instant instant = time.toInstant(ZoneOffset.UTC);
        return instant.equals(FOREVER) ? "infinity" : instant.equals(NEVER) ? "-infinity" : time.toString();
    }

    private static List<@Nullable Object> list(@Nullable Object[] values) throws SQLException {
        List<@Nullable Object> plain = new ArrayList<>(values.length);
        for (Object value : values) {
            plain.add(of(value));
        }
        return Collections.unmodifiableList(plain);
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> values) throws SQLException {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            plain.put(String.valueOf(of(entry.getKey())), of(entry.getValue()));
        }
        return Collections.unmodifiableMap(plain);
    }

    /** How the driver hands DuckDB's infinite timestamps over: the ends of 64 bits of microseconds. */
    private static final Instant FOREVER = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);

    private static final Instant NEVER = Instant.EPOCH.plus(-Long.MAX_VALUE, ChronoUnit.MICROS);
}
