package io.bytefreezer.lake.write;

import io.bytefreezer.lake.shape.SpoolColumn;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A complete file of shaped rows of one table and one hour of event time.
 *
 * @param path newline-delimited JSON as {@code RowShaper} wrote it
 * @param hour start of the hour
 * @param longestRow bytes of the longest line
 * @param columns body columns the rows may have values for
 */
public record SpoolFile(Path path, Instant hour, int longestRow, List<SpoolColumn> columns) {

    /** Copies the columns. */
    public SpoolFile {
        columns = List.copyOf(columns);
    }
}
