package io.bytefreezer.lake.write;

import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.Sql;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Translates what DuckDB's {@code RETURN_STATS} says of a Parquet file into Iceberg's metrics. Stateless. */
final class ParquetStatistics {

    private static final DateTimeFormatter TIMESTAMPTZ = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .appendOffset("+HH:mm", "+00")
            .toFormatter();

    private ParquetStatistics() {}

    /** Reads the one row of the result. */
    static ParquetFile read(ResultSet result, Instant hour, Path path, List<Column> columns) throws SQLException {
        Map<?, ?> byColumn = (Map<?, ?>) result.getObject("column_statistics");
        FileMetrics metrics = new FileMetrics(result.getLong("count"));
        for (Column column : columns) {
            if (byColumn.get(Sql.name(column.name())) instanceof Map<?, ?> stats) {
                metrics.add(column, counts(stats), parse(column, stats.get("min")), parse(column, stats.get("max")));
            }
        }
        return new ParquetFile(path, result.getLong("file_size_bytes"), hour, metrics.metrics());
    }

    private static FileMetrics.Counts counts(Map<?, ?> stats) {
        return new FileMetrics.Counts(
                count(stats.get("column_size_bytes")), count(stats.get("null_count")), count(stats.get("nan_count")));
    }

    private static @Nullable Long count(@Nullable Object count) {
        return count == null ? null : Long.valueOf(count.toString());
    }

    /** DuckDB's own bounds of texts may be cut already, but then as bounds: a prefix below, a prefix counted up above. */
    private static @Nullable Object parse(Column column, @Nullable Object bound) {
        if (bound == null) {
            return null;
        }
        String value = bound.toString();
        return switch (column.type()) {
            case BOOLEAN -> value.equals("1") || value.equals("true");
            case INT -> Integer.valueOf(value);
            case LONG -> Long.valueOf(value);
            case DOUBLE -> real(value);
            case TIMESTAMPTZ ->
                ChronoUnit.MICROS.between(
                        Instant.EPOCH, OffsetDateTime.parse(value, TIMESTAMPTZ).toInstant());
            case STRING -> value;
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
}
