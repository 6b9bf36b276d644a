package io.bytefreezer.lake.spool;

import java.lang.foreign.MemorySegment;

/** Goes from row to row. For one thread. */
interface RowCursor {

    /** Goes to the next row; false when there is none. */
    boolean next();

    /** The file the row is in. */
    MemorySegment file();

    /** Where in the file the row begins. */
    long position();
}
