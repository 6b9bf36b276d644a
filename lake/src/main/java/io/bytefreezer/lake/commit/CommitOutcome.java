package io.bytefreezer.lake.commit;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.table.TableOffsets;

/** What became of a batch. */
public sealed interface CommitOutcome {

    /**
     * The batch is in the table.
     *
     * @param snapshotId the snapshot that added it
     * @param offsets where the table stands after it
     */
    record Committed(long snapshotId, TableOffsets offsets) implements CommitOutcome {}

    /**
     * The table does not stand where the batch starts: somebody else packs this partition, or already did. The batch is not in the table and its files are gone,
     * if that was certain.
     *
     * @param actual where the table stands: continue there, or stop
     */
    record Refused(TableOffsets actual) implements CommitOutcome {}

    /**
     * Nobody knows yet, or others kept winning. The files stay. The same {@link Append} may be tried again; a new packer starts from the table's offsets.
     *
     * @param reason the last error
     */
    record Undecided(LakeException reason) implements CommitOutcome {}
}
