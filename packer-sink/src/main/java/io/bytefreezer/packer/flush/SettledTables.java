package io.bytefreezer.packer.flush;

import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.SettledColumn;
import io.bytefreezer.lake.table.SettledTable;
import io.bytefreezer.lake.write.Settling;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.TableSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What datasets settle of their tables, and brings it there. {@link #of} may be called by any thread; the rest belongs to the flusher's.
 */
public final class SettledTables {

    private static final Logger LOG = LoggerFactory.getLogger(SettledTables.class);

    private final Function<DatasetRef, Optional<TableSpec>> specs;
    private final PackCounts counts;
    /** What was told of each table, so that it is told once. */
    private final Map<DatasetRef, List<Column>> told = new HashMap<>();

    /**
     * Of these datasets.
     *
     * @param specs what the control plane says of a dataset now; asked by any thread
     * @param counts is told of columns that do not get their type
     */
    public SettledTables(Function<DatasetRef, Optional<TableSpec>> specs, PackCounts counts) {
        this.specs = specs;
        this.counts = counts;
    }

    /** What the dataset settles now. A column of a type that only newer packers know is left out. */
    public SettledTable of(DatasetRef dataset) {
        return specs.apply(dataset).map(SettledTables::of).orElse(SettledTable.NONE);
    }

    private static SettledTable of(TableSpec spec) {
        List<SettledColumn> columns = spec.columns().stream()
                .flatMap(column -> SettledColumn.of(column.name(), column.type(), column.field()).stream())
                .toList();
        return new SettledTable(columns, Optional.of(spec.bloomColumns()), Optional.of(spec.sortBy()));
    }

    /**
     * Gives the table what it lacks.
     *
     * @throws RuntimeException as catalog or store threw it when one of them is away
     */
    void settle(DatasetRef dataset, Table table, SettledTable settled) {
        List<Column> kept = Settling.apply(table, settled);
        List<Column> before = told.getOrDefault(dataset, List.of());
        if (!kept.equals(before)) {
            told.put(dataset, kept);
            tell(dataset, kept);
        }
    }

    private void tell(DatasetRef dataset, List<Column> kept) {
        if (!kept.isEmpty()) {
            counts.typesKept(dataset, kept.size());
            LOG.warn(
                    "{}: columns keep the type they have, as Iceberg does not let it become the settled one; values that do"
                            + " not fit go to _rescued_data: {}",
                    dataset,
                    kept.stream()
                            .map(column -> column.name() + " " + column.sqlType())
                            .toList());
        }
    }
}
