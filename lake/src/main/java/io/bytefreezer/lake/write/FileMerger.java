package io.bytefreezer.lake.write;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.read.TableView;
import io.bytefreezer.lake.table.Column;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Writes data files of one hour as one, sorted; rows keep their values and columns their ids.
 *
 * <p>Not thread-safe: one merger per thread, with a DuckDB session of its own, which spills what does not fit its memory.
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
     * Writes one file with the rows of all, and proves that they are the same rows.
     *
     * @param sources the files; they stay as they are
     * @param tableColumns the table's columns
     * @param target the new file; on an error it may be left incomplete for the caller to delete
     * @throws LakeException of kind DATA if another tool wrote a file in a way that cannot be rewritten here, LIMIT if the memory does not suffice, EXTERNAL if the disk
     *     does not take it, or INTERNAL if rows were lost
     */
    public ParquetFile merge(Sources sources, List<Column> tableColumns, Path target) {
        List<Column> columns = DataFileColumns.present(session, sources.paths(), tableColumns);
        DataFileColumns.refuseUnwritable(sources.paths().getFirst(), columns);
        String rows = "(" + TableView.select(columns, sources.paths()) + ")";
        ParquetFile merged = session.copy(CopySql.sorted(rows, columns, target), sources.hour(), target, columns);
        String written = "(" + TableView.select(columns, List.of(target)) + ")";
        if (merged.metrics().recordCount() != sources.rows() || keys(rows, sources) != keys(written, sources)) {
            throw new LakeException(
                    LakeException.Kind.INTERNAL,
                    "of %d rows of the files of %s, %d others came into one; nothing is changed"
                            .formatted(
                                    sources.rows(),
                                    sources.hour(),
                                    merged.metrics().recordCount()));
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
