package io.bytefreezer.transformations.filters.enrich;

import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.lookup.CsvTable;
import io.bytefreezer.transformations.option.Site;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rows of a table are found by.
 *
 * @param fields a field for each of the table's index columns
 */
record TableKey(List<FieldPath> fields) {

    static TableKey of(List<FieldPath> fields, Site site) {
        if (fields.isEmpty() || fields.size() > CsvTable.INDEX_COLUMNS_MAX) {
            site.report("give one to " + CsvTable.INDEX_COLUMNS_MAX + " fields");
        }
        return new TableKey(fields);
    }

    /**
     * Adds the key of an event to a list.
     *
     * @return what becomes of an event that has none; null when it has
     */
    @Nullable Verdict read(Event event, List<String> key) {
        for (FieldPath field : fields) {
            Object value = event.get(field);
            if (value == null) {
                return Verdict.PASS;
            }
            String text = Sources.text(value);
            if (text == null) {
                return Sources.wrongType(field, "a text or a number to look up");
            }
            key.add(text);
        }
        return null;
    }
}
