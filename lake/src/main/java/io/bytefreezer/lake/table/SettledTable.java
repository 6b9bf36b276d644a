package io.bytefreezer.lake.table;

import java.util.List;
import java.util.Optional;

/**
 * What is settled of a table before its events come. Immutable.
 *
 * @param columns columns it has in any case; no two of one name or field
 * @param bloomColumns names of all columns of which its files get Bloom filters beside the usual ones; empty where that is left as it is
 */
public record SettledTable(List<SettledColumn> columns, Optional<List<String>> bloomColumns) {

    /** Nothing is settled: columns come with events. */
    public static final SettledTable NONE = new SettledTable(List.of(), Optional.empty());

    /** Copies the lists. */
    public SettledTable {
        columns = List.copyOf(columns);
        bloomColumns = bloomColumns.map(List::copyOf);
    }
}
