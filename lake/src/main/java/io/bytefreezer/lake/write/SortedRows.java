package io.bytefreezer.lake.write;

import io.bytefreezer.lake.table.Column;
import java.util.List;

/**
 * Rows that are to be in order.
 *
 * @param sql the rows, in SQL as behind {@code FROM}
 * @param columns their columns
 * @param order the order
 */
record SortedRows(String sql, List<Column> columns, RowOrder order) {

    /** Copies the list. */
    SortedRows {
        columns = List.copyOf(columns);
    }

    /** Rows in the order that their columns tell of. */
    static SortedRows of(String sql, List<Column> columns) {
        return new SortedRows(sql, columns, RowOrder.of(columns));
    }
}
