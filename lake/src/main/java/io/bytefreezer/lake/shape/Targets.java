package io.bytefreezer.lake.shape;

import io.bytefreezer.lake.spool.RowFormat;
import io.bytefreezer.lake.spool.SpoolColumn;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnNames;
import io.bytefreezer.lake.table.SettledColumn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds or makes the column of a field, within the limit of columns. Owned by its shaper. */
final class Targets {

    /** Field names remembered for speed, as a multiple of the columns allowed; others are folded each time. */
    private static final int REMEMBERED_NAMES_PER_COLUMN = 4;

    private final Map<String, Target> byColumnKey = new LinkedHashMap<>();
    private final Map<String, Target> byField = new HashMap<>();
    /** Keys of columns by those of the fields whose values they take, where these are called otherwise. */
    private final Map<String, String> columnOfField = new HashMap<>();

    private final Set<String> settledElsewhere;
    private final Set<String> settledKeys = new HashSet<>();
    private final int columnsMax;

    Targets(List<Column> bodyColumns, List<SettledColumn> settled, int columnsMax) {
        this.columnsMax = columnsMax;
        for (Column column : bodyColumns) {
            byColumnKey.put(ColumnNames.key(column.name()), new Target(column, nextField()));
        }
        for (SettledColumn column : settled) {
            String key = column.key();
            settledKeys.add(key);
            if (!byColumnKey.containsKey(key)) {
                byColumnKey.put(key, new Target(column, nextField()));
            }
            ColumnNames.fold(column.field())
                    .map(ColumnNames::key)
                    .filter(field -> !field.equals(key))
                    .ifPresent(field -> columnOfField.put(field, key));
        }
        this.settledElsewhere = Set.copyOf(columnOfField.values());
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

    /** The same, and the settled columns without any. */
    List<SpoolColumn> usedOrSettled() {
        return byColumnKey.entrySet().stream()
                .filter(column -> column.getValue().isUsed() || settledKeys.contains(column.getKey()))
                .map(Map.Entry::getValue)
                .map(Targets::spoolColumn)
                .toList();
    }

    private @Nullable Target find(String field) {
        Optional<String> column = ColumnNames.fold(field);
        if (column.isEmpty()) {
            return null;
        }
        String key = ColumnNames.key(column.get());
        String settled = columnOfField.get(key);
        if (settled != null) {
            return byColumnKey.get(settled);
        }
        if (settledElsewhere.contains(key)) {
            // A value of this field would look like one of the field that the column is for.
            return null;
        }
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
