package io.bytefreezer.packer.flush;

import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Is told what was packed. Implementations are safe for use by many threads. */
public interface PackCounts {

    /**
     * What a commit brought.
     *
     * @param rows rows in the table
     * @param rejected records in the dead letters
     * @param files data files
     * @param bytes their size
     * @param rescued values that are kept in {@code _rescued_data}, by their fields
     * @param oldest when the event that waited longest was received
     */
    record Landed(
            long rows, long rejected, int files, long bytes, Map<String, Long> rescued, Optional<Instant> oldest) {

        /** Copies the map. */
        public Landed {
            rescued = Map.copyOf(rescued);
        }
    }

    /** A batch is in its table. */
    void committed(DatasetRef dataset, Landed landed);

    /** The table did not stand where the batch started: somebody else packs the partition. */
    void refused(DatasetRef dataset);

    /** Something failed and will be tried again. */
    void failed(DatasetRef dataset);

    /** Columns of the table keep another type than its dataset settled. */
    void typesKept(DatasetRef dataset, int columns);

    /** Records were deleted by their topic's retention before they were packed. */
    void expired(DatasetRef dataset, long records);
}
