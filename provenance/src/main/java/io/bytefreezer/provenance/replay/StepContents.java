package io.bytefreezer.provenance.replay;

import io.bytefreezer.lake.spool.SpoolColumn;
import io.bytefreezer.lake.spool.SpoolFile;
import io.bytefreezer.lake.write.Origins;
import io.bytefreezer.provenance.replay.plan.Tally;
import java.util.List;

/**
 * A complete step on local disk.
 *
 * @param origins its raw records that could be read as events
 * @param rows its new rows, a file for each hour
 * @param columns body columns that the rows have values for
 * @param letters its dead letters
 * @param tally what became of its records
 */
record StepContents(
        Origins origins, List<SpoolFile> rows, List<SpoolColumn> columns, List<Letter> letters, Tally tally) {

    StepContents {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        letters = List.copyOf(letters);
    }

    /** Columns the table did not have when the rows were shaped. */
    List<String> newColumns() {
        return columns.stream()
                .filter(SpoolColumn::isNew)
                .map(SpoolColumn::name)
                .toList();
    }
}
