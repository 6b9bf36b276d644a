package io.bytefreezer.lake.read;

import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.filter.Needle;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.TableOffsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a query reads of a table: one snapshot, however long the query runs.
 *
 * @param table the table
 * @param snapshotId the snapshot; empty in a table nothing was packed into
 * @param columns its columns
 * @param files its data files, without those that Iceberg knows to hold nothing that is asked for
 * @param needles what is looked up in them by value
 * @param newest the latest event time in these files; empty when they do not say
 * @param offsets how far the processed topic is in it; none in an earlier snapshot, which nothing is added to
 */
public record TableFiles(
        TableId table,
        OptionalLong snapshotId,
        List<Column> columns,
        List<LakeFile> files,
        List<Needle> needles,
        Optional<Instant> newest,
        TableOffsets offsets) {

    /** Copies the lists. */
    public TableFiles {
        columns = List.copyOf(columns);
        files = List.copyOf(files);
        needles = List.copyOf(needles);
    }

    /** The same read, of fewer files. */
    public TableFiles of(List<LakeFile> fewer) {
        return new TableFiles(table, snapshotId, columns, fewer, needles, newest, offsets);
    }

    /** A table that nothing was packed into. */
    public static TableFiles none(TableId table, List<Column> columns) {
        return new TableFiles(
                table, OptionalLong.empty(), columns, List.of(), List.of(), Optional.empty(), TableOffsets.none());
    }
}
