package io.bytefreezer.lake.upkeep;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.commit.CommitLoop;
import io.bytefreezer.lake.read.FileCache;
import io.bytefreezer.lake.read.LakeFile;
import io.bytefreezer.lake.read.PinnedFiles;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.upkeep.TableManifests.Entry;
import io.bytefreezer.lake.upkeep.plan.CompactionLimits;
import io.bytefreezer.lake.upkeep.plan.CompactionPlan;
import io.bytefreezer.lake.upkeep.plan.FileFacts;
import io.bytefreezer.lake.upkeep.plan.FileGroup;
import io.bytefreezer.lake.write.DataFileStore;
import io.bytefreezer.lake.write.FileMerger;
import io.bytefreezer.lake.write.ParquetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes large files of small ones. Each group is one snapshot with the same rows and the same offsets; whoever appends at the same time goes on undisturbed, and if one
 * of the group's files was rewritten or deleted meanwhile, the group is given up. One thread at a time per instance and per {@link Table}.
 */
public final class TableCompactor {

    private static final Logger LOG = LoggerFactory.getLogger(TableCompactor.class);

    private final Tools tools;
    private final UpkeepCommit commit;

    /**
     * What a compactor works with; all of it stays the caller's to close.
     *
     * @param cache fetches data files; must hold those of a group, see {@link CompactionLimits#largestGroup()}
     * @param merger rewrites them
     * @param store uploads what was rewritten
     * @param directory an existing directory, where rewritten files are made
     */
    public record Tools(FileCache cache, FileMerger merger, DataFileStore store, Path directory) {}

    /** A compactor. */
    public TableCompactor(Tools tools, CommitLoop loop) {
        this.tools = tools;
        this.commit = new UpkeepCommit(loop);
    }

    /**
     * What there is to do.
     *
     * @throws LakeException of kind DATA if another tool left something that is not read here, EXTERNAL if the store does not answer
     */
    public static List<FileGroup> plan(Table table, Instant now, CompactionLimits limits) {
        table.refresh();
        Snapshot snapshot = table.currentSnapshot();
        if (snapshot == null) {
            return List.of();
        }
        List<FileFacts> files = TableManifests.read(table, snapshot, Expressions.alwaysTrue()).stream()
                .map(Entry::facts)
                .toList();
        return CompactionPlan.of(files, now, limits);
    }

    /**
     * Makes one file of a group's, or as many as it says.
     *
     * @throws LakeException when the files cannot be read, rewritten or uploaded; the table is as it was
     */
    public UpkeepOutcome compact(Table table, FileGroup group) {
        table.refresh();
        Snapshot snapshot = table.currentSnapshot();
        Optional<List<Entry>> files = snapshot == null ? Optional.empty() : stillThere(table, snapshot, group);
        if (files.isEmpty()) {
            return new UpkeepOutcome.Superseded(false);
        }
        List<DataFile> merged =
                merge(table, group, files.get().stream().map(Entry::lake).toList());
        UpkeepOutcome outcome = commit.run(
                table,
                (current, read) -> stillThere(current, read, group).map(old -> exchange(current, read, old, merged)));
        if (outcome instanceof UpkeepOutcome.Superseded superseded && !superseded.mayHaveLanded()) {
            takeBack(merged);
        }
        return outcome;
    }

    private static RewriteFiles exchange(Table table, Snapshot read, List<Entry> old, List<DataFile> merged) {
        // Without it Iceberg would look for deletes in the whole history, which ends where snapshots were expired.
        RewriteFiles update = table.newRewrite().validateFromSnapshot(read.snapshotId());
        merged.forEach(update::addFile);
        old.forEach(entry -> update.deleteFile(entry.file()));
        return update;
    }

    private static Optional<List<Entry>> stillThere(Table table, Snapshot snapshot, FileGroup group) {
        Set<String> locations = group.files().stream().map(FileFacts::location).collect(Collectors.toSet());
        List<Entry> found = TableManifests.read(table, snapshot, TableManifests.within(group.hour())).stream()
                .filter(entry -> locations.contains(entry.facts().location()))
                .toList();
        return found.size() == locations.size() ? Optional.of(found) : Optional.empty();
    }

    private List<DataFile> merge(Table table, FileGroup group, List<LakeFile> files) {
        List<Path> targets = Stream.generate(() -> tools.directory().resolve(UUID.randomUUID() + ".parquet"))
                .limit(group.parts())
                .toList();
        List<DataFile> uploaded = new ArrayList<>();
        List<Column> columns = Column.written(table);
        try (PinnedFiles pinned = tools.cache().pin(files)) {
            FileMerger.Sources sources = new FileMerger.Sources(pinned.paths(), group.rows(), group.hour());
            for (ParquetFile merged : tools.merger().merge(sources, columns, targets)) {
                uploaded.add(tools.store().upload(table, merged));
            }
            return uploaded;
        } catch (LakeException e) {
            takeBack(uploaded);
            throw e;
        } finally {
            targets.forEach(TableCompactor::delete);
        }
    }

    /** No snapshot knows these files, and none will. */
    private void takeBack(List<DataFile> files) {
        try {
            tools.store().delete(files);
        } catch (LakeException e) {
            LOG.warn("Files of a compaction that was given up stay behind as orphans", e);
        }
    }

    private static void delete(Path target) {
        try {
            Files.deleteIfExists(target);
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot delete " + target, e);
        }
    }
}
