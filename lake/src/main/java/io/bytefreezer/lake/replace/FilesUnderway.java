package io.bytefreezer.lake.replace;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.read.LakeFile;
import io.bytefreezer.lake.read.PinnedFiles;
import io.bytefreezer.lake.read.ScanPlanner;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.TableLayout;
import io.bytefreezer.lake.write.Origins;
import io.bytefreezer.lake.write.Removal;
import io.bytefreezer.lake.write.RowRemover;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** The files of one replacement, over all its attempts: each data file is looked into once, however often the commit is tried. */
final class FilesUnderway {

    private final TableReplacer.Tools tools;
    private final Origins origins;
    private final Map<String, Examined> byLocation = new HashMap<>();
    private List<Examined> current = List.of();

    FilesUnderway(TableReplacer.Tools tools, Origins origins) {
        this.tools = tools;
        this.origins = origins;
    }

    /**
     * A data file that was looked into.
     *
     * @param file the file in the table
     * @param removed rows that leave it
     * @param others rows of the stretch that stay
     * @param kept what takes its place, uploaded; empty if nothing needs to
     */
    record Examined(DataFile file, long removed, long others, Optional<DataFile> kept) {}

    /**
     * Looks into all files of a snapshot that may hold rows of the raw records.
     *
     * @param snapshot null for a table without any
     * @throws LakeException when one of them cannot be read or rewritten
     */
    void examine(Table table, @Nullable Snapshot snapshot) {
        List<Examined> all = new ArrayList<>();
        for (FileScanTask task : snapshot == null ? List.<FileScanTask>of() : candidates(table, snapshot)) {
            String location = task.file().location();
            Examined known = byLocation.get(location);
            if (known == null) {
                known = examine(table, task);
                byLocation.put(location, known);
            }
            all.add(known);
        }
        current = List.copyOf(all);
    }

    /** Of the files of the last snapshot looked into, those that lose rows. */
    List<Examined> touched() {
        return current.stream().filter(examined -> examined.removed() > 0).toList();
    }

    /** What a commit of these files means. */
    ReplaceOutcome.Replaced replaced(long snapshotId) {
        return new ReplaceOutcome.Replaced(
                snapshotId,
                current.stream().mapToLong(Examined::removed).sum(),
                current.stream().mapToLong(Examined::others).sum(),
                touched().size());
    }

    /** All files that were uploaded to take the place of others. */
    List<DataFile> uploaded() {
        return kept(byLocation.values());
    }

    /** Uploaded files whose place went to something else meanwhile. */
    List<DataFile> unused() {
        List<Examined> others = new ArrayList<>(byLocation.values());
        others.removeAll(current);
        return kept(others);
    }

    private static List<DataFile> kept(Collection<Examined> examined) {
        return examined.stream().flatMap(one -> one.kept().stream()).toList();
    }

    private List<FileScanTask> candidates(Table table, Snapshot snapshot) {
        TableScan scan = table.newScan()
                .useSnapshot(snapshot.snapshotId())
                .filter(Expressions.and(
                        Expressions.equal(TableLayout.RAW_PARTITION, origins.rawPartition()),
                        Expressions.greaterThanOrEqual(TableLayout.RAW_OFFSET, origins.from()),
                        Expressions.lessThan(TableLayout.RAW_OFFSET, origins.next())));
        try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
            List<FileScanTask> all = new ArrayList<>();
            tasks.forEach(all::add);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Examined examine(Table table, FileScanTask task) {
        LakeFile file = ScanPlanner.file(table, task);
        Instant hour = hour(table, task, file);
        Path target = tools.directory().resolve(UUID.randomUUID() + ".parquet");
        List<Column> columns = Column.written(table);
        try (PinnedFiles pinned = tools.cache().pin(List.of(file))) {
            RowRemover.Source source = new RowRemover.Source(pinned.paths().getFirst(), file.rows(), hour);
            Removal removal = tools.remover().remove(origins, source, columns, target);
            Optional<DataFile> kept =
                    removal.kept().map(parquet -> tools.store().upload(table, parquet));
            return new Examined(task.file().copy(), removal.removed(), removal.others(), kept);
        } finally {
            delete(target);
        }
    }

    private static Instant hour(Table table, FileScanTask task, LakeFile file) {
        if (task.spec().specId() != table.spec().specId() || file.hour().isEmpty()) {
            throw new LakeException(
                    LakeException.Kind.DATA,
                    "table %s is not partitioned by hour throughout, so another tool changed it; have that tool rewrite %s"
                            .formatted(table.name(), file.location()));
        }
        return file.hour().get();
    }

    private static void delete(Path target) {
        try {
            Files.deleteIfExists(target);
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot delete " + target, e);
        }
    }
}
