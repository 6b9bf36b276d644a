package io.bytefreezer.lake.replace;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.commit.CommitLoop;
import io.bytefreezer.lake.commit.RetryPolicy;
import io.bytefreezer.lake.commit.TableCommitter;
import io.bytefreezer.lake.read.FileCache;
import io.bytefreezer.lake.table.MarkedSnapshots;
import io.bytefreezer.lake.table.OffsetHistory;
import io.bytefreezer.lake.table.Retained;
import io.bytefreezer.lake.table.TableOffsets;
import io.bytefreezer.lake.write.DataFileStore;
import io.bytefreezer.lake.write.RowRemover;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exchanges the rows of raw records that were read again, each replacement in one snapshot. One thread at a time per instance and per {@link Table}.
 *
 * <ol>
 *   <li>Read the table anew. If the replacement's id is in its history, an earlier attempt landed: done.
 *   <li>Look into every file that may hold rows of the raw records, if that was not done before, and write it once more without them.
 *   <li>Exchange the files in a snapshot that carries the packer's offsets forward, on condition that the table's newest snapshot is still the one just read.
 *   <li>A lost race: start over; only files that came meanwhile are looked into. Any other failure may have landed: start over too, but never delete a file from
 *       then on.
 * </ol>
 *
 * <p>So whatever others append, compact or replace meanwhile, the snapshot that lands holds no row of these records but the new ones. Who packs the table must not be
 * about to add rows of the same records: that is for the caller to know.
 */
public final class TableReplacer {

    private static final Logger LOG = LoggerFactory.getLogger(TableReplacer.class);

    private final Tools tools;
    private final CommitLoop loop;

    /**
     * What a replacer works with; all of it stays the caller's to close.
     *
     * @param cache fetches data files; must hold the largest one
     * @param remover rewrites them
     * @param store uploads what was rewritten
     * @param directory where rewritten files are made
     */
    public record Tools(FileCache cache, RowRemover remover, DataFileStore store, Path directory) {}

    /**
     * A replacer.
     *
     * @param tools what it works with
     * @param retries how often to run lost races again
     * @param random spreads the waits
     */
    public TableReplacer(Tools tools, RetryPolicy retries, RandomGenerator random) {
        this.tools = tools;
        this.loop = new CommitLoop(retries, random);
    }

    /** Exchanges rows; does not throw for anything the catalog or the store may do. */
    public ReplaceOutcome replace(Table table, Replacement replacement) {
        FilesUnderway files = new FilesUnderway(tools, replacement.origins());
        return loop.run(
                table,
                mayHaveLanded -> attempt(table, replacement, files, mayHaveLanded),
                ReplaceOutcome.Undecided::new);
    }

    private ReplaceOutcome attempt(Table table, Replacement replacement, FilesUnderway files, boolean mayHaveLanded) {
        table.refresh();
        Optional<Snapshot> landed = find(table, replacement);
        if (landed.isPresent()) {
            return replaced(landed.get(), files, mayHaveLanded);
        }
        Snapshot read = table.currentSnapshot();
        try {
            files.examine(table, read);
        } catch (LakeException e) {
            if (e.kind() != LakeException.Kind.EXTERNAL) {
                return failed(replacement, files, e, mayHaveLanded);
            }
            // Nothing was committed, so this is not an outcome that nobody knows.
            throw new CommitFailedException(e, "%s", e.getMessage());
        }
        exchange(table, read, replacement, files.touched());
        table.refresh();
        Snapshot added = find(table, replacement)
                .orElseThrow(() -> new LakeException(
                        LakeException.Kind.EXTERNAL,
                        "the catalog does not show the snapshot just committed to " + table.name()));
        return replaced(added, files, mayHaveLanded);
    }

    private void exchange(
            Table table, @Nullable Snapshot read, Replacement replacement, List<FilesUnderway.Examined> touched) {
        OverwriteFiles update = loop.guard(table.newOverwrite(), read)
                .set(TableCommitter.BATCH_PROPERTY, replacement.id().toString());
        replacement.marks().forEach(update::set);
        TableOffsets offsets = OffsetHistory.read(table);
        if (!offsets.equals(TableOffsets.none())) {
            update.set(OffsetHistory.PROPERTY, offsets.toJson());
        }
        if (read != null) {
            // Nothing else may have come since, and the history before may be expired.
            update.validateFromSnapshot(read.snapshotId());
        }
        Retained.carry(table, update);
        for (FilesUnderway.Examined examined : touched) {
            update.deleteFile(examined.file());
            examined.kept().ifPresent(update::addFile);
        }
        replacement.added().forEach(update::addFile);
        update.commit();
    }

    private ReplaceOutcome replaced(Snapshot snapshot, FilesUnderway files, boolean mayHaveLanded) {
        if (!mayHaveLanded) {
            takeBack(files.unused());
        }
        return files.replaced(snapshot.snapshotId());
    }

    private ReplaceOutcome failed(
            Replacement replacement, FilesUnderway files, LakeException reason, boolean mayHaveLanded) {
        if (!mayHaveLanded) {
            takeBack(replacement.added());
            takeBack(files.uploaded());
        }
        return new ReplaceOutcome.Failed(reason);
    }

    /** No snapshot knows these files, and none will. */
    private void takeBack(List<DataFile> uncommitted) {
        try {
            tools.store().delete(uncommitted);
        } catch (LakeException e) {
            LOG.warn("Files of a replacement that are not committed stay behind as orphans", e);
        }
    }

    private static Optional<Snapshot> find(Table table, Replacement replacement) {
        return MarkedSnapshots.find(
                table, Map.of(TableCommitter.BATCH_PROPERTY, replacement.id().toString()));
    }
}
