package io.bytefreezer.lake.upkeep;

import io.bytefreezer.lake.LakeException;

/** What became of a change to a table's files. */
public sealed interface UpkeepOutcome {

    /**
     * It is in the table.
     *
     * @param snapshotId the snapshot that made it
     */
    record Done(long snapshotId) implements UpkeepOutcome {}

    /**
     * There is nothing to do any more, because others changed the same files.
     *
     * @param mayHaveLanded whether an answer is still owed, so that new files must stay
     */
    record Superseded(boolean mayHaveLanded) implements UpkeepOutcome {}

    /**
     * Nobody knows yet, or others kept winning. New files stay; what is left of them is removed as orphans.
     *
     * @param reason the last error
     */
    record Undecided(LakeException reason) implements UpkeepOutcome {}
}
