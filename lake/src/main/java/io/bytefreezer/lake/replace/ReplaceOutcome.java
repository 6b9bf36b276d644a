package io.bytefreezer.lake.replace;

import io.bytefreezer.lake.LakeException;

/** What became of a replacement. */
public sealed interface ReplaceOutcome {

    /**
     * The new rows are in the table, and the old ones are not.
     *
     * @param snapshotId the snapshot that exchanged them
     * @param removed rows that went
     * @param others rows of the same stretch of offsets that stayed, because their raw records were not read again
     * @param files data files that held them
     */
    record Replaced(long snapshotId, long removed, long others, int files) implements ReplaceOutcome {}

    /**
     * It is not in the table and cannot be: another tool left something in it that cannot be rewritten, or more memory or disk is needed. Its files are gone, if that
     * was certain.
     *
     * @param reason what was wrong
     */
    record Failed(LakeException reason) implements ReplaceOutcome {}

    /**
     * Nobody knows yet, or others kept winning. The files stay. The table's history says later whether it landed; doing it all again is harmless either way.
     *
     * @param reason the last error
     */
    record Undecided(LakeException reason) implements ReplaceOutcome {}
}
