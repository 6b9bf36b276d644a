package io.bytefreezer.lake.read;

import io.bytefreezer.lake.shape.SpoolColumn;
import io.bytefreezer.lake.shape.SpoolSelect;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.Sql;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows that are not in the table's snapshot yet, shaped as a packer shapes them for it. Their files may hold others too.
 *
 * @param files the rows, a line of JSON each, which begins with {@link #PARTITION} and {@link #OFFSET}
 * @param longestRow bytes of the longest row
 * @param spooled what the shaper said of its columns after the last row
 * @param spans the offsets of the rows; those of others are in none of them
 */
public record HotRows(List<Path> files, int longestRow, List<SpoolColumn> spooled, List<Span> spans) {

    /** The partition of a row's record in the processed topic. A dot is in no column's name. */
    public static final String PARTITION = ".partition";

    /** The offset of a row's record there. */
    public static final String OFFSET = ".offset";

    /** Copies the lists. */
    public HotRows {
        files = List.copyOf(files);
        spooled = List.copyOf(spooled);
        spans = List.copyOf(spans);
        if (files.isEmpty() || spans.isEmpty()) {
            throw new IllegalArgumentException("no rows");
        }
    }

    /**
     * Offsets of one partition.
     *
     * @param partition the partition
     * @param from the first
     * @param until the first after them
     */
    public record Span(int partition, long from, long until) {

        private String condition() {
            return "(" + Sql.name(PARTITION) + " = " + partition + " AND " + Sql.name(OFFSET) + " >= " + from + " AND "
                    + Sql.name(OFFSET) + " < " + until + ")";
        }
    }

    /** The query that reads them: the table's columns, and after them those a packer would add. */
    String select(List<Column> columns) {
        return SpoolSelect.of(files, longestRow, spooled, columns, List.of(PARTITION, OFFSET))
                + spans.stream().map(Span::condition).collect(Collectors.joining(" OR ", " WHERE ", ""));
    }
}
