package io.bytefreezer.lake.read;

import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.Sql;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What of a table a query may see; it is part of the view, so that no query gets around it. Pure.
 *
 * @param columns names of the columns to show, as the table has them; at least one
 * @param filter SQL condition for the rows to show, already checked to be no more than a condition
 */
public record ViewAccess(List<String> columns, Optional<String> filter) {

    /** Copies the list. */
    public ViewAccess {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a view shows at least one column");
        }
    }

    /** The query with this access around it. The condition may use columns that are not shown. */
    String around(String select) {
        String shown = columns.stream().map(Sql::name).collect(Collectors.joining(", "));
        String inner = "SELECT " + shown + " FROM (" + select + ")";
        return filter.map(condition -> inner + " WHERE (\n" + condition + "\n)").orElse(inner);
    }

    /** Whether every one of the columns is there. */
    boolean fits(List<Column> table) {
        return table.stream().map(Column::name).toList().containsAll(columns);
    }
}
