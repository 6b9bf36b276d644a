package io.bytefreezer.lake.erase;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.read.DuckSession;
import io.bytefreezer.lake.read.FileCache;
import io.bytefreezer.lake.read.LakeFile;
import io.bytefreezer.lake.read.PinnedFiles;
import io.bytefreezer.lake.read.TableView;
import io.bytefreezer.lake.table.Column;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the rows that a condition is true of, file by file, in sessions that see nothing but that file.
 *
 * @param table the table
 * @param columns its columns
 * @param condition in SQL, as behind {@code WHERE}
 * @param memoryBytes of a session
 */
record MatchingRows(TableId table, List<Column> columns, String condition, long memoryBytes) {

    static final int ROWS_MAX = 5_000_000;

    /**
     * Tries the condition on no row.
     *
     * @throws IllegalArgumentException when it is none of this table
     */
    void check() {
        find(List.of(), List.of());
    }

    /** Adds a file's rows to those found. */
    void add(LakeFile file, FileCache cache, List<ErasedRow> found) {
        try (PinnedFiles pinned = cache.pin(List.of(file))) {
            find(pinned.paths(), found);
        }
    }

    private void find(List<Path> files, List<ErasedRow> found) {
        try (DuckSession session = DuckSession.open(
                        new DuckSession.Limits(memoryBytes, 1),
                        List.of(new TableView(table, columns, files)),
                        Optional.of(table.tenant()));
                Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT _raw_partition, _raw_offset, event_id FROM \""
                        // A comment at its end must not swallow the bracket.
                        + table.dataset() + "\" WHERE (" + condition + "\n)")) {
            while (rows.next()) {
                if (found.size() == ROWS_MAX) {
                    throw new LakeException(
                            LakeException.Kind.LIMIT,
                            "the condition is true of more than " + ROWS_MAX + " rows; erase them in parts");
                }
                found.add(new ErasedRow(rows.getInt(1), rows.getLong(2), UUID.fromString(rows.getString(3))));
            }
        } catch (SQLException e) {
            throw new IllegalArgumentException("the condition cannot be asked of " + table + ": " + e.getMessage(), e);
        }
    }
}
