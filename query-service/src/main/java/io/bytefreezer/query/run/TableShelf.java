package io.bytefreezer.query.run;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tables that were loaded before: asking the catalog whether one is as it was takes less than loading it. Each is in the hands of one thread at a time. Thread-safe.
 */
final class TableShelf {

    private static final Logger LOG = LoggerFactory.getLogger(TableShelf.class);

    private static final int TABLES_MAX = 200;

    private final LakeCatalog catalog;
    /** In the order of last use; guarded by itself. */
    private final Map<TableId, Table> idle = new LinkedHashMap<>(16, 0.75f, true);

    TableShelf(LakeCatalog catalog) {
        this.catalog = catalog;
    }

    /** What becomes of the table, which the function refreshes itself; nothing if there is no such table. */
    <T> Optional<T> use(TableId id, Function<Table, T> function) {
        @Nullable Table before = take(id);
        if (before != null) {
            try {
                return Optional.of(used(id, before, function));
            } catch (LakeException e) {
                throw e;
            } catch (RuntimeException e) {
                // It was dropped, or made anew, or the catalog is away: loading it says which.
                LOG.debug("Table {} is loaded anew", id, e);
            }
        }
        return catalog.load(id).map(table -> used(id, table, function));
    }

    private <T> T used(TableId id, Table table, Function<Table, T> function) {
        T result = function.apply(table);
        give(id, table);
        return result;
    }

    private void give(TableId id, Table table) {
        synchronized (idle) {
            idle.put(id, table);
            Iterator<Table> oldestFirst = idle.values().iterator();
            while (idle.size() > TABLES_MAX) {
                oldestFirst.next();
                oldestFirst.remove();
            }
        }
    }

    private @Nullable Table take(TableId id) {
        synchronized (idle) {
            return idle.remove(id);
        }
    }
}
