package io.bytefreezer.lake.spool;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/** Rows in memory and in files, and which of their rows are read in which order. */
public sealed interface RowSource permits SpoolFile, HotRows {

    /** The rows in memory; they stay as they are as long as they are read. */
    List<MemorySegment> memory();

    /** The files; they stay as they are as long as they are read. */
    List<Path> files();

    /** What the shaper said of its columns after the last row. */
    List<SpoolColumn> columns();
}
