package io.bytefreezer.lake.read;

import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.Sql;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table as a query sees it: its columns over local files. Pure.
 *
 * <p>Columns are found in the files by field id: a file written before a column existed gives null, a renamed column is still found.
 *
 * @param table name of the table
 * @param columns its columns, at least one
 * @param files local Parquet files; may be empty
 * @param range event times of its rows; all when empty
 * @param access what of it can be seen; all when empty
 */
public record TableView(
        TableId table, List<Column> columns, List<Path> files, Optional<TimeRange> range, Optional<ViewAccess> access) {

    /** Copies the lists. */
    public TableView {
        columns = List.copyOf(columns);
        files = List.copyOf(files);
        if (access.isPresent() && !access.get().fits(columns)) {
            throw new IllegalArgumentException("the access to " + table + " names columns it does not have");
        }
    }

    /** All of a table. */
    public TableView(TableId table, List<Column> columns, List<Path> files) {
        this(table, columns, files, Optional.empty(), Optional.empty());
    }

    /** The same table, of which only this can be seen. */
    public TableView seenBy(ViewAccess seen) {
        return new TableView(table, columns, files, range, Optional.of(seen));
    }

    /** The same table, with the rows of some event times. */
    public TableView during(Optional<TimeRange> span) {
        return new TableView(table, columns, files, span, access);
    }

    /** The query behind the view. */
    public String select() {
        String whole = files.isEmpty() ? emptySelect() : select(columns, files);
        String all = range.map(span -> span.of(whole)).orElse(whole);
        return access.map(seen -> seen.around(all)).orElse(all);
    }

    private String emptySelect() {
        return columns.stream()
                .map(column -> "CAST(NULL AS " + column.sqlType() + ") AS " + Sql.name(column.name()))
                .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }

    /** The rows of local files, at least one, with these columns. */
    public static String select(List<Column> columns, List<Path> files) {
        String paths = files.stream().map(TableView::text).collect(Collectors.joining(", "));
        String schema = columns.stream()
                .map(column -> "%d: {name: %s, type: %s, default_value: NULL}"
                        .formatted(column.fieldId(), Sql.text(column.name()), Sql.text(column.sqlType())))
                .collect(Collectors.joining(", "));
        return "SELECT * FROM read_parquet([" + paths + "], schema = MAP {" + schema + "})";
    }

    private static String text(Path path) {
        return Sql.text(path.toAbsolutePath().toString());
    }
}
