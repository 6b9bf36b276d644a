package io.bytefreezer.lake.write;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.read.TableView;
import io.bytefreezer.lake.table.Column;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes data files once more without the rows of certain raw records; the other rows keep their values, their columns' ids and their order.
 *
 * <p>Not thread-safe: one remover per thread, with a DuckDB session of its own.
 */
public final class RowRemover implements AutoCloseable {

    private final WriterSession session;
    private @Nullable Origins loaded;

    private RowRemover(WriterSession session) {
        this.session = session;
    }

    /**
     * A local copy of a data file.
     *
     * @param path where it is
     * @param rows rows it holds, as the table says
     * @param hour its hour
     */
    public record Source(Path path, long rows, Instant hour) {}

    /**
     * Opens a session.
     *
     * @throws LakeException of kind INTERNAL if DuckDB does not start
     */
    public static RowRemover open(ParquetWriter.Limits limits) {
        return new RowRemover(WriterSession.open(limits));
    }

    /**
     * Removes rows from a file.
     *
     * @param origins the raw records whose rows go
     * @param source the file; it stays as it is
     * @param tableColumns the table's columns
     * @param target the new file, if one is needed; on an error it may be left incomplete for the caller to delete
     * @throws LakeException of kind DATA if another tool wrote the file in a way that cannot be rewritten here, LIMIT if the memory does not suffice, or EXTERNAL if the
     *     disk does not take it
     */
    public Removal remove(Origins origins, Source source, List<Column> tableColumns, Path target) {
        load(origins);
        List<Column> columns = DataFileColumns.present(session, List.of(source.path()), tableColumns);
        String rows = "(" + TableView.select(columns, List.of(source.path())) + ")";
        long removed = count(OriginTable.countMatching(rows, origins), source);
        long others = count(OriginTable.countWithin(rows, origins), source) - removed;
        if (removed == 0 || removed == source.rows()) {
            return new Removal(removed, others, Optional.empty());
        }
        DataFileColumns.refuseUnwritable(source.path(), columns);
        ParquetFile kept = new SortedRewrite(session)
                .write(OriginTable.without(rows, origins), columns, source.hour(), List.of(target))
                .getFirst();
        if (kept.metrics().recordCount() != source.rows() - removed) {
            throw new LakeException(
                    LakeException.Kind.INTERNAL,
                    "of %d rows of %s, %d were to go and %d stayed"
                            .formatted(
                                    source.rows(),
                                    source.path(),
                                    removed,
                                    kept.metrics().recordCount()));
        }
        return new Removal(removed, others, Optional.of(kept));
    }

    @Override
    public void close() {
        session.close();
    }

    private void load(Origins origins) {
        if (!origins.equals(loaded)) {
            session.execute(OriginTable.create(origins), "cannot read " + origins.path());
            loaded = origins;
        }
    }

    private long count(String sql, Source source) {
        return session.numbers(sql, "cannot read " + source.path()).getFirst();
    }
}
