package io.bytefreezer.lake.write;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.bloom.ColumnHashes;
import io.bytefreezer.lake.parquet.ParquetJoiner;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.write.KeySlices.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes rows of data files once more, in their {@link RowOrder}, however many they are and however wide. DuckDB's sort keeps parts of all rows in memory at once, which wide rows fill, so
 * it never sorts more than a slice; the slices' row groups are joined as they are. For one thread.
 */
final class SortedRewrite {

    /** Beside the sorted slice there are a row group's values, its pages, and the pages that are read. */
    private static final int SLICE_SHARE = 4;

    /** Where even that does not suffice, slices are so many times smaller. */
    private static final int SMALLER = 4;

    private static final int ATTEMPTS = 3;

    private final WriterSession session;

    SortedRewrite(WriterSession session) {
        this.session = session;
    }

    /**
     * Writes files, of which each has about as many rows, and such as follow those of the file before it.
     *
     * @param rows the rows, in SQL as behind {@code FROM}
     * @param columns their columns
     * @param hour their hour
     * @param targets the new files; on an error some may be left incomplete
     * @return what was written: none is empty, so there may be fewer
     * @throws LakeException of kind LIMIT if the memory does not suffice, or EXTERNAL if the disk does not take it
     */
    List<ParquetFile> write(String rows, List<Column> columns, Instant hour, List<Path> targets) {
        long bytesMax = session.memoryBytes() / SLICE_SHARE;
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(SortedRows.of(rows, columns), hour, targets, bytesMax);
            } catch (LakeException e) {
                if (e.kind() != LakeException.Kind.LIMIT || attempt == ATTEMPTS) {
                    throw e;
                }
                bytesMax /= SMALLER;
            }
        }
    }

    private List<ParquetFile> attempt(SortedRows rows, Instant hour, List<Path> targets, long bytesMax) {
        List<Slice> slices = KeySlices.of(
                session, rows, new KeySlices.Limits(bytesMax, targets.size()), "cannot read the files of " + hour);
        SortedMap<Integer, List<Slice>> byFile =
                slices.stream().collect(Collectors.groupingBy(Slice::file, TreeMap::new, Collectors.toList()));
        List<ParquetFile> written = new ArrayList<>();
        for (List<Slice> ofFile : byFile.values()) {
            Path target = targets.get(written.size());
            ParquetFile file =
                    ofFile.size() == 1 ? copy(rows, ofFile.getFirst(), hour, target) : join(rows, ofFile, hour, target);
            written.add(BloomColumns.add(session, file, rows.columns(), new ColumnHashes(List.of())));
        }
        return written;
    }

    private ParquetFile copy(SortedRows rows, Slice slice, Instant hour, Path target) {
        return session.copy(CopySql.slice(rows, slice.condition(), target), hour, target, rows.columns());
    }

    private ParquetFile join(SortedRows rows, List<Slice> slices, Instant hour, Path target) {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        List<ParquetFile> parts = new ArrayList<>();
        try (ParquetJoiner joiner = ParquetJoiner.create(target)) {
            for (Slice slice : slices) {
                parts.add(copy(rows, slice, hour, part));
                joiner.append(part);
            }
            long bytes = joiner.finish();
            return new ParquetFile(
                    target,
                    bytes,
                    hour,
                    JoinedMetrics.of(parts.stream().map(ParquetFile::metrics).toList(), rows.columns()));
        } finally {
            delete(part);
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot delete " + part, e);
        }
    }
}
