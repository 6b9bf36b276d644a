package io.bytefreezer.lake.write;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.read.TableView;
import io.bytefreezer.lake.table.Column;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Writes data files of one hour as one or a few, sorted; rows keep their values and columns their ids.
 *
 * <p>Not thread-safe: one merger per thread, with a DuckDB session of its own, whose memory bounds neither the files nor the width of their rows: see
 * {@link SortedRewrite}.
 */
public final class FileMerger implements AutoCloseable {

    private final WriterSession session;

    private FileMerger(WriterSession session) {
        this.session = session;
    }

    /**
     * Local copies of data files.
     *
     * @param paths where they are
     * @param rows rows they hold together, as the table says
     * @param hour their hour
     */
    public record Sources(List<Path> paths, long rows, Instant hour) {

        /** Copies the list. */
        public Sources {
            paths = List.copyOf(paths);
        }
    }

    /**
     * Opens a session.
     *
     * @throws LakeException of kind INTERNAL if DuckDB does not start
     */
    public static FileMerger open(ParquetWriter.Limits limits) {
        return new FileMerger(WriterSession.open(limits));
    }

    /**
     * Writes files with the rows of all, and proves that they are the same rows.
     *
     * @param sources the files; they stay as they are
     * @param tableColumns the table's columns
     * @param targets the new files, of which each has about as many rows, and later ones than that before it; on an error they may be left incomplete for the caller
     *     to delete
     * @return what was written, one file at least: none is empty
     * @throws LakeException of kind DATA if another tool wrote a file in a way that cannot be rewritten here, LIMIT if the memory does not suffice, EXTERNAL if the disk
     *     does not take it, or INTERNAL if rows were lost
     */
    public List<ParquetFile> merge(Sources sources, List<Column> tableColumns, List<Path> targets) {
        List<Column> columns = DataFileColumns.present(session, sources.paths(), tableColumns);
        DataFileColumns.refuseUnwritable(sources.paths().getFirst(), columns);
        String rows = "(" + TableView.select(columns, sources.paths()) + ")";
        List<ParquetFile> merged = new SortedRewrite(session).write(rows, columns, sources.hour(), targets);
        String written = "("
                + TableView.select(
                        columns, merged.stream().map(ParquetFile::path).toList()) + ")";
        long count =
                merged.stream().mapToLong(file -> file.metrics().recordCount()).sum();
        if (count != sources.rows() || keys(rows, sources) != keys(written, sources)) {
            throw new LakeException(
                    LakeException.Kind.INTERNAL,
                    "of %d rows of the files of %s, %d others came into their place; nothing is changed"
                            .formatted(sources.rows(), sources.hour(), count));
        }
        return merged;
    }

    @Override
    public void close() {
        session.close();
    }

    /** Differs, with certainty for all purposes, if a row became another. */
    private long keys(String rows, Sources sources) {
        // A hash has 64 bits without a sign.
        return session.numbers(
                        "SELECT CAST(bit_xor(hash(event_id, _raw_partition, _raw_offset)) >> 1 AS BIGINT) FROM " + rows,
                        "cannot read the files of " + sources.hour())
                .getFirst();
    }
}
