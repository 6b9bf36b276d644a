package io.bytefreezer.transformations.lookup;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The first line of a table: the names of its columns. */
final class TableHeader {

    private TableHeader() {}

    static List<String> columns(CsvRows rows) throws BrokenCsvException {
        List<String> columns = rows.next();
        if (columns == null) {
            throw rows.broken("there is no first line with the names of the columns");
        }
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (column.isBlank()) {
                throw rows.broken("a column has no name");
            }
            if (column.length() > CsvTable.NAME_CHARS_MAX) {
                throw rows.broken("a column's name is longer than " + CsvTable.NAME_CHARS_MAX + " characters");
            }
            if (!seen.add(column)) {
                throw rows.broken("there are two columns '" + column + "'");
            }
        }
        return columns;
    }

    static int[] positions(List<String> columns, List<String> index) throws BrokenCsvException {
        if (index.size() > CsvTable.INDEX_COLUMNS_MAX) {
            throw new BrokenCsvException(
                    1, "rows are found by up to " + CsvTable.INDEX_COLUMNS_MAX + " columns, not by " + index.size());
        }
        int[] positions = new int[index.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = columns.indexOf(index.get(i));
            if (positions[i] < 0) {
                throw new BrokenCsvException(
                        1,
                        "there is no column '" + index.get(i) + "' to find rows by; there are "
                                + String.join(", ", columns));
            }
        }
        return positions;
    }
}
