package io.bytefreezer.lake.write;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.spool.SpoolColumn;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnNames;
import io.bytefreezer.lake.table.ColumnType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Gives a table the columns a batch needs, before its files are written: the files carry the columns' field ids.
 *
 * <p>Adding columns is a commit of its own and harmless without the data. Another packer may add the same column at the same time with another type: then the
 * batch is told to be shaped again.
 */
public final class SchemaEvolution {

    private static final int ATTEMPTS_MAX = 20;

    private SchemaEvolution() {}

    /** What came of it. */
    public sealed interface Outcome {
        /**
         * The table has all columns, with types that hold the spooled values.
         *
         * @param columns every column of the table, in its order
         */
        record Ready(List<Column> columns) implements Outcome {
            /** Copies the columns. */
            public Ready {
                columns = List.copyOf(columns);
            }
        }

        /**
         * Meanwhile another writer gave these columns types that do not hold the spooled values: read the table's state and shape the batch again from its start.
         *
         * @param columns names of the columns
         */
        record Conflict(List<String> columns) implements Outcome {
            /** Copies the names. */
            public Conflict {
                columns = List.copyOf(columns);
            }
        }
    }

    /**
     * Adds the missing columns.
     *
     * @param table the table; refreshed here
     * @param needed what {@code RowShaper.columns()} said at the end of the batch
     * @throws LakeException of kind EXTERNAL when other writers kept winning
     */
    public static Outcome ensure(Table table, List<SpoolColumn> needed) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            table.refresh();
            Map<String, Column> existing = byKey(table);
            List<String> conflicts = needed.stream()
                    .filter(column -> !holds(existing.get(ColumnNames.key(column.name())), column))
                    .map(SpoolColumn::name)
                    .toList();
            if (!conflicts.isEmpty()) {
                return new Outcome.Conflict(conflicts);
            }
            List<SpoolColumn> missing = needed.stream()
                    .filter(column -> !existing.containsKey(ColumnNames.key(column.name())))
                    .toList();
            if (missing.isEmpty() || tryAdd(table, missing)) {
                return new Outcome.Ready(Column.written(table));
            }
        }
        throw new LakeException(
                LakeException.Kind.EXTERNAL,
                "table %s: other writers changed it %d times while columns were added"
                        .formatted(table.name(), ATTEMPTS_MAX));
    }

    private static boolean tryAdd(Table table, List<SpoolColumn> missing) {
        UpdateSchema update = table.updateSchema();
        missing.forEach(
                column -> update.addColumn(null, column.name(), column.type().toIceberg()));
        try {
            update.commit();
            table.refresh();
            return true;
        } catch (CommitFailedException raced) {
            return false;
        }
    }

    /** New values are spooled as text and cast, so the table's type must be theirs or text; other values were shaped for the table's type, which may have become wider. */
    private static boolean holds(@Nullable Column existing, SpoolColumn needed) {
        if (existing == null) {
            return needed.isNew();
        }
        return existing.type() == needed.type()
                || (needed.isNew() && existing.type() == ColumnType.STRING)
                || (needed.type() == ColumnType.INT && existing.type() == ColumnType.LONG);
    }

    private static Map<String, Column> byKey(Table table) {
        Map<String, Column> columns = new HashMap<>();
        table.schema().columns().stream()
                .map(Column::of)
                .forEach(column -> columns.put(ColumnNames.key(column.name()), column));
        return columns;
    }
}
