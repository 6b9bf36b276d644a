package io.bytefreezer.packer.flush;

import io.bytefreezer.schemas.name.DatasetRef;

/** Is told what was packed. Implementations are safe for use by many threads. */
public interface PackCounts {

    /** A batch is in its table. */
    void committed(DatasetRef dataset, long rows, int files, long rescued);

    /** The table did not stand where the batch started: somebody else packs the partition. */
    void refused(DatasetRef dataset);

    /** Something failed and will be tried again. */
    void failed(DatasetRef dataset);

    /** A record went to the dead letters. */
    void rejected(DatasetRef dataset);
}
