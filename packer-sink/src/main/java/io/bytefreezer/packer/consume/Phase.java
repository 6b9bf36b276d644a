package io.bytefreezer.packer.consume;

import io.bytefreezer.lake.commit.Append;
import io.bytefreezer.packer.flush.TableStart;
import io.bytefreezer.packer.spool.Batch;
import io.bytefreezer.packer.spool.Position;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/** Where the packing of one table is. Its partitions are read only while it is {@link Open}. */
sealed interface Phase {

    /**
     * Nothing can be done before a time.
     *
     * @param until when to look at the table
     */
    record Waiting(Instant until) implements Phase {}

    /**
     * The table is looked at.
     *
     * @param start where it stands, once that is known
     * @param since when it was asked
     */
    record Looking(Future<TableStart> start, Instant since) implements Phase {}

    /**
     * Records are read into a batch.
     *
     * @param start where the table stood when the batch began
     * @param batch the rows so far
     */
    record Open(TableStart start, Batch batch) implements Phase {}

    /**
     * A batch is on its way into the table.
     *
     * @param start where the table stands after it, once that is known
     * @param since when it was sent
     * @param rows rows of the batch
     * @param lastRow the record of its last row
     * @param ranges the offsets it covers, by partition
     */
    record Flushing(
            Future<TableStart> start,
            Instant since,
            long rows,
            Optional<Position> lastRow,
            Map<Integer, Append.Range> ranges)
            implements Phase {

        /** Copies the ranges. */
        public Flushing {
            ranges = Map.copyOf(ranges);
        }
    }
}
