package io.bytefreezer.lake.shape;

import io.bytefreezer.lake.spool.RowFormat;
import io.bytefreezer.lake.spool.SpoolColumn;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnNames;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds or makes the column of a field, within the limit of columns. Owned by its shaper. */
final class Targets {

    /** Field names remembered for speed, as a multiple of the columns allowed; others are folded each time. */
    private static final int REMEMBERED_NAMES_PER_COLUMN = 4;

    private final Map<String, Target> byColumnKey = new LinkedHashMap<>();
    private final Map<String, Target> byField = new HashMap<>();
    private final int columnsMax;

    Targets(List<Column> bodyColumns, int columnsMax) {
        this.columnsMax = columnsMax;
        for (Column column : bodyColumns) {
            byColumnKey.put(ColumnNames.key(column.name()), new Target(column, nextField()));
        }
    }

    /** The column for a field; null if its values must be rescued. */
    @Nullable Target of(String field) {
        Target known = byField.get(field);
        if (known != null) {
            return known;
        }
        Target found = find(field);
        if (found != null && byField.size() < columnsMax * REMEMBERED_NAMES_PER_COLUMN) {
            byField.put(field, found);
        }
        return found;
    }

    /** All columns with a value in any row so far. */
    List<SpoolColumn> used() {
        return byColumnKey.values().stream()
                .filter(Target::isUsed)
                .map(Targets::spoolColumn)
                .toList();
    }

    private @Nullable Target find(String field) {
        Optional<String> column = ColumnNames.fold(field);
        if (column.isEmpty()) {
            return null;
        }
        String key = ColumnNames.key(column.get());
        Target existing = byColumnKey.get(key);
        if (existing != null || byColumnKey.size() >= columnsMax) {
            return existing;
        }
        Target created = new Target(column.get(), nextField());
        byColumnKey.put(key, created);
        return created;
    }

    private int nextField() {
        return RowFormat.FIRST_BODY_FIELD + byColumnKey.size();
    }

    private static SpoolColumn spoolColumn(Target target) {
        ObservedType observed = target.observed();
        return target.tableType() != null
                ? new SpoolColumn(target.field(), target.column(), target.tableType(), false)
                : new SpoolColumn(
                        target.field(),
                        target.column(),
                        observed == null ? ObservedType.STRING.column() : observed.column(),
                        true);
    }
}
