package io.bytefreezer.lake.read;

import io.bytefreezer.lake.shape.SpoolColumn;
import io.bytefreezer.lake.shape.SpoolSelect;
import io.bytefreezer.lake.table.Column;
import java.nio.file.Path;
import java.util.List;

/**
 * Rows that are not in the table's snapshot yet, shaped as a packer shapes them for it.
 *
 * @param file the rows, a line of JSON each
 * @param longestRow bytes of the longest row
 * @param spooled what the shaper said of its columns after the last row
 */
public record HotRows(Path file, int longestRow, List<SpoolColumn> spooled) {

    /** Copies the columns. */
    public HotRows {
        spooled = List.copyOf(spooled);
    }

    /** The query that reads them: the table's columns, and after them those a packer would add. */
    String select(List<Column> columns) {
        return SpoolSelect.of(file, longestRow, spooled, columns);
    }
}
