package io.bytefreezer.lake.commit;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.table.MarkedSnapshots;
import io.bytefreezer.lake.table.OffsetHistory;
import io.bytefreezer.lake.table.Retained;
import io.bytefreezer.lake.table.TableOffsets;
import io.bytefreezer.lake.write.DataFileStore;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits batches to tables, each exactly once. One thread at a time per instance and per {@link Table}.
 *
 * <ol>
 *   <li>Read the table anew. If the batch's id is in its history, an earlier attempt landed: done.
 *   <li>If the table does not stand where the batch starts: refused.
 *   <li>Append the files in a snapshot that carries the offsets of all partitions, on condition that the table's newest snapshot is still the one just read.
 *   <li>A lost race: wait a little, start over. Any other failure may have landed: start over too, but never delete a file from then on.
 * </ol>
 */
public final class TableCommitter {

    /** Key of the snapshot summary that holds the batch's id. */
    public static final String BATCH_PROPERTY = "bytefreezer.batch";

    private static final Logger LOG = LoggerFactory.getLogger(TableCommitter.class);

    private final DataFileStore files;
    private final CommitLoop loop;

    /**
     * A committer.
     *
     * @param files to take back the files of refused batches
     * @param retries how often to run lost races again
     * @param random spreads the waits
     */
    public TableCommitter(DataFileStore files, RetryPolicy retries, RandomGenerator random) {
        this.files = files;
        this.loop = new CommitLoop(retries, random);
    }

    /** Commits a batch; does not throw for anything the catalog or the store may do. */
    public CommitOutcome commit(Table table, Append append) {
        return loop.run(table, mayHaveLanded -> attempt(table, append, mayHaveLanded), CommitOutcome.Undecided::new);
    }

    private CommitOutcome attempt(Table table, Append append, boolean mayHaveLanded) {
        table.refresh();
        Optional<Snapshot> landed = find(table, append);
        if (landed.isPresent()) {
            TableOffsets offsets = OffsetHistory.of(landed.get()).orElseGet(TableOffsets::none);
            return new CommitOutcome.Committed(landed.get().snapshotId(), offsets);
        }
        TableOffsets actual = OffsetHistory.read(table);
        Optional<TableOffsets> after = OffsetCheck.after(actual, append);
        if (after.isEmpty()) {
            return refuse(append, actual, mayHaveLanded);
        }
        AppendFiles update = loop.guard(table.newAppend(), table.currentSnapshot())
                .set(OffsetHistory.PROPERTY, after.get().toJson())
                .set(BATCH_PROPERTY, append.id().toString());
        Retained.carry(table, update);
        append.files().forEach(update::appendFile);
        update.commit();
        table.refresh();
        long snapshotId = find(table, append)
                .orElseThrow(() -> new LakeException(
                        LakeException.Kind.EXTERNAL,
                        "the catalog does not show the snapshot just committed to " + table.name()))
                .snapshotId();
        return new CommitOutcome.Committed(snapshotId, after.get());
    }

    private CommitOutcome refuse(Append append, TableOffsets actual, boolean mayHaveLanded) {
        if (mayHaveLanded) {
            // An answer is still owed to an earlier attempt: its snapshot could yet appear and needs its files. Orphans
            // are cleared later.
            LOG.warn(
                    "Batch {} was refused after an attempt of unknown outcome; its {} files stay",
                    append.id(),
                    append.files().size());
        } else {
            try {
                files.delete(append.files());
            } catch (LakeException e) {
                LOG.warn("Files of refused batch {} stay behind as orphans", append.id(), e);
            }
        }
        return new CommitOutcome.Refused(actual);
    }

    private static Optional<Snapshot> find(Table table, Append append) {
        return MarkedSnapshots.find(table, Map.of(BATCH_PROPERTY, append.id().toString()));
    }
}
