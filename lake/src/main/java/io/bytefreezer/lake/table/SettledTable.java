package io.bytefreezer.lake.table;

import java.util.List;
import java.util.Optional;

/**
 * What is settled of a table before its events come. Immutable.
 *
 * @param columns columns it has in any case; no two of one name or field
 * @param bloomColumns names of all columns of which its files get Bloom filters beside the usual ones; empty where that is left as it is
 * @param sortBy names of the columns by which rows of rewritten files are sorted before their time, the most significant first; empty where that is left as it is
 */
public record SettledTable(
        List<SettledColumn> columns, Optional<List<String>> bloomColumns, Optional<List<String>> sortBy) {

    /** Nothing is settled: columns come with events. */
    public static final SettledTable NONE = new SettledTable(List.of());

    /** Columns alone; filters and order are left as they are. */
    public SettledTable(List<SettledColumn> columns) {
        this(columns, Optional.empty(), Optional.empty());
    }

    /** Copies the lists. */
    public SettledTable {
        columns = List.copyOf(columns);
        bloomColumns = bloomColumns.map(List::copyOf);
        sortBy = sortBy.map(List::copyOf);
    }
}
