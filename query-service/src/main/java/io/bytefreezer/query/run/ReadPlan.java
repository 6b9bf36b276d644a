package io.bytefreezer.query.run;

import io.bytefreezer.lake.read.LakeFile;
import io.bytefreezer.lake.read.TableFiles;
import io.bytefreezer.schemas.name.DatasetRef;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What a query reads of a table.
 *
 * @param dataset the table's dataset
 * @param snapshotId the snapshot; empty before anything was packed, or at a time before that
 * @param considered data files of the snapshot
 * @param bloom those of them that Bloom filters alone tell to hold nothing that is asked for
 * @param read those that may hold rows that are asked for
 * @param cached those of them that are on this machine
 * @param bytes bytes of the files that are read
 * @param bytesToFetch bytes of those that are not on this machine
 * @param isCounted whether the snapshot's own numbers of rows are all that is needed, so that no file is read
 */
public record ReadPlan(
        DatasetRef dataset,
        OptionalLong snapshotId,
        long considered,
        long bloom,
        long read,
        long cached,
        long bytes,
        long bytesToFetch,
        boolean isCounted) {

    static ReadPlan nothing(DatasetRef dataset) {
        return new ReadPlan(dataset, OptionalLong.empty(), 0, 0, 0, 0, 0, 0, false);
    }

    static ReadPlan counted(DatasetRef dataset, OptionalLong snapshotId, long considered) {
        return new ReadPlan(dataset, snapshotId, considered, 0, 0, 0, 0, 0, true);
    }

    static ReadPlan of(
            DatasetRef dataset, TableFiles files, long considered, long bloom, Predicate<LakeFile> isCached) {
        long cached = files.files().stream().filter(isCached).count();
        long bytes = files.files().stream().mapToLong(LakeFile::bytes).sum();
        long there = files.files().stream()
                .filter(isCached)
                .mapToLong(LakeFile::bytes)
                .sum();
        return new ReadPlan(
                dataset,
                files.snapshotId(),
                considered,
                bloom,
                files.files().size(),
                cached,
                bytes,
                bytes - there,
                false);
    }

    /** Files left out since they hold no row that is asked for, by their times, their bounds or their Bloom filters. */
    public long pruned() {
        return isCounted ? 0 : considered - read;
    }
}
