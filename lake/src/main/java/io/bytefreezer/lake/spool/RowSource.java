package io.bytefreezer.lake.spool;

import java.nio.file.Path;
import java.util.List;

/** Files of rows, and which of their rows are read in which order. */
public sealed interface RowSource permits SpoolFile, HotRows {

    /** The files; they stay as they are as long as they are read. */
    List<Path> files();

    /** What the shaper said of its columns after the last row. */
    List<SpoolColumn> columns();
}
