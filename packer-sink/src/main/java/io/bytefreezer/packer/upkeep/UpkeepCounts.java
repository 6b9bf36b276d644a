package io.bytefreezer.packer.upkeep;

import io.bytefreezer.schemas.name.DatasetRef;

/** Is told what upkeep does, by one thread. */
public interface UpkeepCounts {

    /** So many files became one. */
    void compacted(DatasetRef dataset, int files, long bytes);

    /** Files stay as they are, since joining them would take more memory than there is. */
    void compactionTooLarge(DatasetRef dataset);

    /**
     * Hours are gone whose time was over.
     *
     * @param rows of them all
     * @param late those of them that came after rows of their hour had gone before
     */
    void retentionRemoved(DatasetRef dataset, int files, long rows, long late);

    /** So many snapshots are forgotten. */
    void snapshotsExpired(DatasetRef dataset, int snapshots);

    /** So many objects that no snapshot knew are deleted. */
    void orphansRemoved(DatasetRef dataset, int objects);

    /** A table could not be kept in shape this time. */
    void upkeepFailed(DatasetRef dataset);
}
