package io.bytefreezer.lake.read;

import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.TableOffsets;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a query reads of a table: one snapshot, however long the query runs.
 *
 * @param table the table
 * @param snapshotId the snapshot; empty in a table nothing was packed into
 * @param columns its columns
 * @param files its data files, those outside an asked-for time range left out
 * @param offsets how far the processed topic is in it; none in an earlier snapshot, which nothing is added to
 */
public record TableFiles(
        TableId table, OptionalLong snapshotId, List<Column> columns, List<LakeFile> files, TableOffsets offsets) {

    /** Copies the lists. */
    public TableFiles {
        columns = List.copyOf(columns);
        files = List.copyOf(files);
    }
}
