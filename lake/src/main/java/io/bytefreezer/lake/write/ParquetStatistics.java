package io.bytefreezer.lake.write;

import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.Sql;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.util.UnicodeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Translates what DuckDB's {@code RETURN_STATS} says of a Parquet file into Iceberg's metrics.
 *
 * <p>A bound that is missing only makes queries read a file in vain; one that is wrong hides rows. So whatever is not understood is left out.
 */
final class ParquetStatistics {

    /** Columns that get bounds; Iceberg's own writers stop there too, because manifests grow by it. */
    private static final int BOUNDED_COLUMNS_MAX = 100;
    /** Characters of text bounds, Iceberg's default. */
    private static final int BOUND_LENGTH_MAX = 16;

    private static final DateTimeFormatter TIMESTAMPTZ = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .appendOffset("+HH:mm", "+00")
            .toFormatter();

    private final Map<Integer, Long> sizes = new HashMap<>();
    private final Map<Integer, Long> values = new HashMap<>();
    private final Map<Integer, Long> nulls = new HashMap<>();
    private final Map<Integer, Long> nans = new HashMap<>();
    private final Map<Integer, ByteBuffer> lower = new HashMap<>();
    private final Map<Integer, ByteBuffer> upper = new HashMap<>();

    private ParquetStatistics() {}

    /** Reads the one row of the result. */
    static ParquetFile read(ResultSet result, Instant hour, Path path, List<Column> columns) throws SQLException {
        long rows = result.getLong("count");
        Map<?, ?> byColumn = (Map<?, ?>) result.getObject("column_statistics");
        ParquetStatistics statistics = new ParquetStatistics();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (byColumn.get(Sql.name(column.name())) instanceof Map<?, ?> stats) {
                statistics.add(column, stats, rows, i < BOUNDED_COLUMNS_MAX);
            }
        }
        return new ParquetFile(path, result.getLong("file_size_bytes"), hour, statistics.metrics(rows));
    }

    private void add(Column column, Map<?, ?> stats, long rows, boolean bounded) {
        int id = column.fieldId();
        values.put(id, rows);
        putCount(sizes, id, stats.get("column_size_bytes"));
        putCount(nulls, id, stats.get("null_count"));
        putCount(nans, id, stats.get("nan_count"));
        if (bounded) {
            putBound(lower, column, stats.get("min"), Bound.LOWER);
            putBound(upper, column, stats.get("max"), Bound.UPPER);
        }
    }

    private Metrics metrics(long rows) {
        return new Metrics(rows, sizes, values, nulls, nans, lower, upper);
    }

    private static void putCount(Map<Integer, Long> counts, int id, @Nullable Object count) {
        if (count != null) {
            counts.put(id, Long.valueOf(count.toString()));
        }
    }

    private static void putBound(Map<Integer, ByteBuffer> bounds, Column column, @Nullable Object value, Bound bound) {
        if (value == null) {
            return;
        }
        Object parsed = parse(column, value.toString(), bound);
        if (parsed != null) {
            Type type = column.type().toIceberg();
            bounds.put(column.fieldId(), Conversions.toByteBuffer(type, parsed));
        }
    }

    private static @Nullable Object parse(Column column, String value, Bound bound) {
        return switch (column.type()) {
            case BOOLEAN -> value.equals("1") || value.equals("true");
            case INT -> Integer.valueOf(value);
            case LONG -> Long.valueOf(value);
            case DOUBLE -> real(value);
            case TIMESTAMPTZ ->
                ChronoUnit.MICROS.between(
                        Instant.EPOCH, OffsetDateTime.parse(value, TIMESTAMPTZ).toInstant());
            case STRING -> text(value, bound);
            case OTHER -> null;
        };
    }

    /** NaN is no bound: nothing is compared with it. */
    private static @Nullable Double real(String value) {
        return switch (value) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> null;
            default -> Double.valueOf(value);
        };
    }

    /** DuckDB's own bounds may be cut already, but then as bounds: a prefix below, a prefix counted up above. */
    private static @Nullable String text(String value, Bound bound) {
        if (value.indexOf('\0') >= 0 || value.indexOf('\ufffd') >= 0) {
            return null;
        }
        return switch (bound) {
            case LOWER -> UnicodeUtil.truncateStringMin(value, BOUND_LENGTH_MAX);
            case UPPER -> UnicodeUtil.truncateStringMax(value, BOUND_LENGTH_MAX);
        };
    }

    private enum Bound {
        LOWER,
        UPPER
    }
}
