package io.bytefreezer.lake.read;

import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.spool.HotRows;
import io.bytefreezer.lake.spool.SpoolSelect;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnNames;
import io.bytefreezer.lake.table.Sql;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.types.Types;

/**
 * A table as a query sees it: its columns over local files. Pure.
 *
 * <p>Columns are found in the files by field id: a file written before a column existed gives null, a renamed column is still found.
 *
 * @param table name of the table
 * @param columns its columns, at least one
 * @param files local Parquet files; may be empty
 * @param rowCount how many rows the table's files have, where nothing else is asked of them: no file is needed then, and all values are null; empty otherwise
 * @param hot rows that are in none of the files yet
 * @param range event times of its rows; all when empty
 * @param access what of it can be seen; all when empty
 */
public record TableView(
        TableId table,
        List<Column> columns,
        List<Path> files,
        OptionalLong rowCount,
        Optional<HotRows> hot,
        Optional<TimeRange> range,
        Optional<ViewAccess> access) {

    /** Copies the lists. */
    public TableView {
        columns = List.copyOf(columns);
        files = List.copyOf(files);
        if (rowCount.isPresent() && (!files.isEmpty() || range.isPresent() || access.isPresent())) {
            throw new IllegalArgumentException("of " + table + " all rows are counted, or some are read");
        }
        if (access.isPresent() && !access.get().fits(columns)) {
            throw new IllegalArgumentException("the access to " + table + " names columns it does not have");
        }
    }

    /** All of a table. */
    public TableView(TableId table, List<Column> columns, List<Path> files) {
        this(table, columns, files, OptionalLong.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A table of which nothing is known but how many rows its files have, for a query that counts them. */
    public static TableView counted(TableId table, List<Column> columns, long rows) {
        return new TableView(
                table, columns, List.of(), OptionalLong.of(rows), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same table, of which only this can be seen. */
    public TableView seenBy(ViewAccess seen) {
        return new TableView(table, columns, files, rowCount, hot, range, Optional.of(seen));
    }

    /** The same table, with rows that are in none of its files. */
    public TableView with(Optional<HotRows> rows) {
        return new TableView(table, columns, files, rowCount, rows, range, access);
    }

    /** Whether the query behind the other's view is the same, but for the rows that are in no file: they have the same columns. */
    boolean isLike(TableView other) {
        return with(Optional.empty()).equals(other.with(Optional.empty()))
                && hot.map(HotRows::columns).equals(other.hot.map(HotRows::columns));
    }

    /** The same table, with the rows of some event times. */
    public TableView during(Optional<TimeRange> span) {
        return new TableView(table, columns, files, rowCount, hot, span, access);
    }

    /**
     * The query behind the view.
     *
     * @param reader what stands after {@code FROM} for rows that are in no file
     */
    public String select(Function<HotRows, String> reader) {
        String packed = files.isEmpty() ? nulls(rowCount.orElse(0)) : select(columns, files);
        String whole = hot.map(rows -> packed + " UNION ALL BY NAME "
                        + SpoolSelect.of(reader.apply(rows), rows.columns(), withNew(rows)))
                .orElse(packed);
        String all = range.map(span -> span.of(whole)).orElse(whole);
        return access.map(seen -> seen.around(all)).orElse(all);
    }

    /** The table's columns, and those its next batch would add; the latter are in no file, so they need no id. */
    private List<Column> withNew(HotRows rows) {
        Set<String> known =
                columns.stream().map(column -> ColumnNames.key(column.name())).collect(Collectors.toSet());
        Stream<Column> added = rows.columns().stream()
                .filter(column -> !known.contains(ColumnNames.key(column.name())))
                .map(column -> Column.of(Types.NestedField.optional(
                        Integer.MAX_VALUE, column.name(), column.type().toIceberg())));
        return Stream.concat(columns.stream(), added).toList();
    }

    /** So many rows without values. */
    private String nulls(long rows) {
        return columns.stream()
                .map(column -> "CAST(NULL AS " + column.sqlType() + ") AS " + Sql.name(column.name()))
                .collect(Collectors.joining(", ", "SELECT ", rows == 0 ? " WHERE false" : " FROM range(" + rows + ")"));
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
