package io.bytefreezer.lake.spool;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * All shaped rows of one table and one hour of event time on their way, in memory or files. They are read in the order of the lake's files.
 *
 * @param memory rows as {@code RowShaper} wrote them; alive and unchanged as long as they are read
 * @param index of the rows in memory, whose parts are numbered as here; nothing is added to it any more
 * @param files further ones
 * @param hour start of the hour
 * @param columns body columns the rows may have values for
 */
public record SpoolFile(
        List<MemorySegment> memory, RowIndex index, List<Path> files, Instant hour, List<SpoolColumn> columns)
        implements RowSource {

    /** Copies the lists. */
    public SpoolFile {
        memory = List.copyOf(memory);
        files = List.copyOf(files);
        columns = List.copyOf(columns);
    }

    /** Rows in a file alone. */
    public SpoolFile(Path file, Instant hour, List<SpoolColumn> columns) {
        this(List.of(), new RowIndex(hour), List.of(file), hour, columns);
    }
}
