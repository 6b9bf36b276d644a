package io.bytefreezer.lake.replace;

import io.bytefreezer.lake.write.Origins;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;

/**
 * New rows for raw records that were read again, ready for their table.
 *
 * @param id names this replacement in the table's history, over all attempts: by it a commit whose answer was lost is recognised
 * @param origins the raw records whose rows are replaced; all their present rows go
 * @param added uploaded data files with the new rows; none if no record has a row any more
 * @param marks further values for the snapshot's summary, by key
 */
public record Replacement(UUID id, Origins origins, List<DataFile> added, Map<String, String> marks) {

    /** Copies the collections. */
    public Replacement {
        added = List.copyOf(added);
        marks = Map.copyOf(marks);
    }

    /** A new replacement. */
    public static Replacement of(Origins origins, List<DataFile> added, Map<String, String> marks) {
        return new Replacement(UUID.randomUUID(), origins, added, marks);
    }
}
