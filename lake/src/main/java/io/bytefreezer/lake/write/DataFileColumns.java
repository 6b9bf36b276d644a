package io.bytefreezer.lake.write;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import io.bytefreezer.lake.table.TableLayout;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of a table's columns local data files have, before they are written once more. Stateless. */
final class DataFileColumns {

    private static final List<String> NEEDED =
            List.of(TableLayout.EVENT_ID, TableLayout.RAW_PARTITION, TableLayout.RAW_OFFSET);

    private DataFileColumns() {}

    /**
     * Of the table's columns those any of the files has, found by id as every reader does.
     *
     * @throws LakeException of kind DATA if a column that every row needs is missing
     */
    static List<Column> present(WriterSession session, List<Path> files, List<Column> tableColumns) {
        String paths = files.stream().map(WriterSession::text).collect(Collectors.joining(", "));
        Set<Long> ids = new HashSet<>(session.numbers(
                "SELECT DISTINCT field_id FROM parquet_schema([" + paths + "]) WHERE field_id IS NOT NULL",
                "cannot read " + files));
        List<Column> present = tableColumns.stream()
                .filter(column -> ids.contains((long) column.fieldId()))
                .toList();
        for (String needed : NEEDED) {
            if (present.stream().noneMatch(column -> column.name().equals(needed))) {
                throw new LakeException(
                        LakeException.Kind.DATA,
                        "a data file has no column %s by its field id, so another tool wrote it; have that tool rewrite it with field ids"
                                .formatted(needed));
            }
        }
        return present;
    }

    /**
     * Refuses types whose values DuckDB would write in a form that other readers do not expect.
     *
     * @throws LakeException of kind DATA if there is one
     */
    static void refuseUnwritable(Path file, List<Column> columns) {
        for (Column column : columns) {
            boolean nested = column.sqlType().endsWith("]")
                    || column.sqlType().startsWith("STRUCT(")
                    || column.sqlType().startsWith("MAP(");
            if (column.type() == ColumnType.OTHER && (nested || column.sqlType().equals("BLOB"))) {
                throw new LakeException(
                        LakeException.Kind.DATA,
                        "column %s has the type %s, which another tool added; files with it cannot be rewritten here (%s)"
                                .formatted(column.name(), column.sqlType(), file));
            }
        }
    }
}
