package io.bytefreezer.lake.spool;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A complete file of shaped rows of one table and one hour of event time. It is read in the order of the lake's files.
 *
 * @param path rows as {@code RowShaper} wrote them
 * @param hour start of the hour
 * @param columns body columns the rows may have values for
 */
public record SpoolFile(Path path, Instant hour, List<SpoolColumn> columns) implements RowSource {

    /** Copies the columns. */
    public SpoolFile {
        columns = List.copyOf(columns);
    }

    @Override
    public List<Path> files() {
        return List.of(path);
    }
}
