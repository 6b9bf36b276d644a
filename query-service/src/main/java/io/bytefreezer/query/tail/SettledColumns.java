package io.bytefreezer.query.tail;

import io.bytefreezer.lake.table.SettledColumn;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.bytefreezer.schemas.snapshot.TableSpec;
import java.util.List;

/** What a snapshot says of the columns that datasets settle. Pure. */
public final class SettledColumns {

    private SettledColumns() {}

    /** The dataset's columns, as a packer makes them; those of a type that only newer services know are left out. */
    public static List<SettledColumn> of(Snapshot snapshot, DatasetRef dataset) {
        return snapshot.dataset(dataset).map(Dataset::table).map(TableSpec::columns).orElseGet(List::of).stream()
                .flatMap(column -> SettledColumn.of(column.name(), column.type(), column.field()).stream())
                .toList();
    }
}
