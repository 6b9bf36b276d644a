package io.bytefreezer.lake.read;

import io.bytefreezer.lake.table.TableLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.expressions.Evaluator;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.InclusiveMetricsEvaluator;
import org.apache.iceberg.expressions.Projections;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/**
 * The data files of snapshots that were read lately, with what Iceberg knows of them: a snapshot never changes, so its manifests are read once. Thread-safe.
 */
public final class SnapshotFiles {

    /** Files times columns; each has two bounds and some counts. */
    private static final int WEIGHT_MAX = 400_000;

    private final Map<Key, Known> known = new LinkedHashMap<>(16, 0.75f, true);
    private long weight;

    private record Key(UUID table, long snapshotId) {}

    private record Known(List<FileScanTask> tasks, Optional<Instant> newest, long weight) {}

    /** Creates one that knows nothing yet. */
    public SnapshotFiles() {}

    /** Files of a scan without a filter that may hold rows for which the expression is true. */
    List<FileScanTask> matching(TableScan scan, long snapshotId, Expression expression) {
        InclusiveMetricsEvaluator bounds = new InclusiveMetricsEvaluator(scan.schema(), expression);
        Map<Integer, Evaluator> partitions = new HashMap<>();
        return known(scan, snapshotId).tasks().stream()
                .filter(task -> partitions
                        .computeIfAbsent(task.spec().specId(), id -> partition(task.spec(), expression))
                        .eval(task.file().partition()))
                .filter(task -> bounds.eval(task.file()))
                .toList();
    }

    /** The latest event time in the files of a scan without a filter; empty when they do not say. */
    Optional<Instant> newest(TableScan scan, long snapshotId) {
        return known(scan, snapshotId).newest();
    }

    private Known known(TableScan scan, long snapshotId) {
        Key key = new Key(scan.table().uuid(), snapshotId);
        Optional<Known> found = get(key);
        if (found.isPresent()) {
            return found.get();
        }
        List<FileScanTask> tasks = read(scan.includeColumnStats());
        long columns = Math.max(1, scan.schema().columns().size());
        Known read = new Known(tasks, newest(scan.schema(), tasks), Math.max(1, tasks.size() * columns));
        put(key, read);
        return read;
    }

    private static Optional<Instant> newest(Schema schema, List<FileScanTask> tasks) {
        int eventTime = schema.findField(TableLayout.EVENT_TIME).fieldId();
        return tasks.stream()
                .map(task -> task.file().upperBounds())
                .filter(Objects::nonNull)
                .map(bounds -> bounds.get(eventTime))
                .filter(Objects::nonNull)
                .map(bound -> Conversions.<Long>fromByteBuffer(Types.TimestampType.withZone(), bound))
                .max(Comparator.naturalOrder())
                .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    /** All files that a scan finds. */
    static List<FileScanTask> read(TableScan scan) {
        List<FileScanTask> tasks = new ArrayList<>();
        try (CloseableIterable<FileScanTask> planned = scan.planFiles()) {
            planned.forEach(tasks::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tasks;
    }

    private static Evaluator partition(PartitionSpec spec, Expression expression) {
        return new Evaluator(spec.partitionType(), Projections.inclusive(spec).project(expression));
    }

    private synchronized Optional<Known> get(Key key) {
        return Optional.ofNullable(known.get(key));
    }

    private synchronized void put(Key key, Known read) {
        if (read.weight() > WEIGHT_MAX || known.putIfAbsent(key, read) != null) {
            return;
        }
        weight += read.weight();
        Iterator<Known> oldestFirst = known.values().iterator();
        while (weight > WEIGHT_MAX) {
            weight -= oldestFirst.next().weight();
            oldestFirst.remove();
        }
    }
}
