package io.bytefreezer.lake.write;

import io.bytefreezer.lake.table.Column;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.util.UnicodeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Iceberg's metrics of one file, gathered column by column. Not thread-safe.
 *
 * <p>A bound that is missing only makes queries read a file in vain; one that is wrong hides rows. So whatever is not understood is left out.
 */
final class FileMetrics {

    /** Columns that get bounds; Iceberg's own writers stop there too, because manifests grow by it. */
    private static final int BOUNDED_COLUMNS_MAX = 100;
    /** Characters of text bounds, Iceberg's default. */
    private static final int BOUND_LENGTH_MAX = 16;

    private final long rows;
    private final Map<Integer, Long> sizes = new HashMap<>();
    private final Map<Integer, Long> values = new HashMap<>();
    private final Map<Integer, Long> nulls = new HashMap<>();
    private final Map<Integer, Long> nans = new HashMap<>();
    private final Map<Integer, ByteBuffer> lower = new HashMap<>();
    private final Map<Integer, ByteBuffer> upper = new HashMap<>();

    FileMetrics(long rows) {
        this.rows = rows;
    }

    /** What is known of a column's values; null stands for what is not. */
    record Counts(
            @Nullable Long bytes,
            @Nullable Long nulls,
            @Nullable Long nans) {}

    /** Adds the next column of the file, its bounds as values of its type: null if there are none. */
    void add(Column column, Counts counts, @Nullable Object min, @Nullable Object max) {
        int id = column.fieldId();
        boolean isBounded = values.size() < BOUNDED_COLUMNS_MAX;
        values.put(id, rows);
        put(sizes, id, counts.bytes());
        put(nulls, id, counts.nulls());
        put(nans, id, counts.nans());
        if (isBounded) {
            put(lower, column, min instanceof String text ? lower(text) : min);
            put(upper, column, max instanceof String text ? upper(text) : max);
        }
    }

    Metrics metrics() {
        return new Metrics(rows, sizes, values, nulls, nans, lower, upper);
    }

    private static void put(Map<Integer, Long> counts, int id, @Nullable Long count) {
        if (count != null) {
            counts.put(id, count);
        }
    }

    private static void put(Map<Integer, ByteBuffer> bounds, Column column, @Nullable Object bound) {
        if (bound != null) {
            bounds.put(column.fieldId(), Conversions.toByteBuffer(column.type().toIceberg(), bound));
        }
    }

    private static @Nullable String lower(String text) {
        return isPlain(text) ? UnicodeUtil.truncateStringMin(text, BOUND_LENGTH_MAX) : null;
    }

    private static @Nullable String upper(String text) {
        return isPlain(text) ? UnicodeUtil.truncateStringMax(text, BOUND_LENGTH_MAX) : null;
    }

    /** A bound that was cut within a letter ends with a letter that is not in the column. */
    private static boolean isPlain(String text) {
        return text.indexOf('\0') < 0 && text.indexOf('\ufffd') < 0;
    }
}
