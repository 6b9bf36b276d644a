package io.bytefreezer.provenance.origin;

import java.util.Iterator;

/** The raw records of one partition in one of the places that keep them. Safe for use by many threads. */
public interface RawRecords {

    /**
     * Starts reading. Records the place does not hold are left out without a word: which offsets carry a record is known
     * from what is read alone, since transactions leave markers between them.
     *
     * @throws OriginException when the place does not answer
     */
    Cursor read(OffsetRange range);

    /**
     * Records in the order of their offsets, a bounded number of them in memory. Belongs to one thread. Its methods throw
     * {@link OriginException} when the place does not answer, or holds what nobody can read.
     */
    interface Cursor extends Iterator<RawRecord>, AutoCloseable {

        @Override
        void close();
    }
}
