package io.bytefreezer.lake.write;

import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.types.Comparators;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;

/** Iceberg's metrics of a file, from those of its parts. What one part does not tell is not known of the whole, unless that part has no value. Pure. */
final class JoinedMetrics {

    private final List<Metrics> parts;

    private JoinedMetrics(List<Metrics> parts) {
        this.parts = parts;
    }

    static Metrics of(List<Metrics> parts, List<Column> columns) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        JoinedMetrics joined = new JoinedMetrics(parts);
        return new Metrics(
                parts.stream().mapToLong(Metrics::recordCount).sum(),
                joined.sums(columns, Metrics::columnSizes),
                joined.sums(columns, Metrics::valueCounts),
                joined.sums(columns, Metrics::nullValueCounts),
                joined.sums(columns, Metrics::nanValueCounts),
                joined.bounds(columns, Metrics::lowerBounds, JoinedMetrics::least),
                joined.bounds(columns, Metrics::upperBounds, JoinedMetrics::greatest));
    }

    private Map<Integer, Long> sums(List<Column> columns, Function<Metrics, Map<Integer, Long>> counts) {
        Map<Integer, Long> sums = new HashMap<>();
        for (Column column : columns) {
            List<Long> known = parts.stream()
                    .map(part -> counts.apply(part).get(column.fieldId()))
                    .filter(Objects::nonNull)
                    .toList();
            if (known.size() == parts.size()) {
                sums.put(
                        column.fieldId(),
                        known.stream().mapToLong(Long::longValue).sum());
            }
        }
        return sums;
    }

    private Map<Integer, ByteBuffer> bounds(
            List<Column> columns,
            Function<Metrics, Map<Integer, ByteBuffer>> bounds,
            Function<Type, BinaryOperator<ByteBuffer>> choice) {
        Map<Integer, ByteBuffer> joined = new HashMap<>();
        for (Column column : columns) {
            if (column.type() != ColumnType.OTHER) {
                ByteBuffer bound =
                        bound(column, bounds, choice.apply(column.type().toIceberg()));
                if (bound != null) {
                    joined.put(column.fieldId(), bound);
                }
            }
        }
        return joined;
    }

    private @Nullable ByteBuffer bound(
            Column column, Function<Metrics, Map<Integer, ByteBuffer>> bounds, BinaryOperator<ByteBuffer> choice) {
        ByteBuffer chosen = null;
        for (Metrics part : parts) {
            ByteBuffer bound = bounds.apply(part).get(column.fieldId());
            if (bound != null) {
                chosen = chosen == null ? bound : choice.apply(chosen, bound);
            } else if (hasValues(part, column)) {
                return null;
            }
        }
        return chosen;
    }

    private static boolean hasValues(Metrics part, Column column) {
        Long nulls = part.nullValueCounts().get(column.fieldId());
        return nulls == null || !nulls.equals(part.recordCount());
    }

    private static BinaryOperator<ByteBuffer> least(Type type) {
        return BinaryOperator.minBy(order(type));
    }

    private static BinaryOperator<ByteBuffer> greatest(Type type) {
        return BinaryOperator.maxBy(order(type));
    }

    private static Comparator<ByteBuffer> order(Type type) {
        Comparator<Object> values = Comparators.forType(type.asPrimitiveType());
        return (a, b) -> values.compare(Conversions.fromByteBuffer(type, a), Conversions.fromByteBuffer(type, b));
    }
}
