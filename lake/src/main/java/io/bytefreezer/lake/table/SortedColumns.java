package io.bytefreezer.lake.table;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The table properties that say by which columns the rows of rewritten files are sorted, before their time: {@code bytefreezer.sort-by.1} and so on. Iceberg's own sort
 * order knows only columns that exist already. Pure.
 */
final class SortedColumns {

    /** Properties beyond so many are not looked at. */
    static final int SORTED_MAX = 3;

    private static final String PREFIX = "bytefreezer.sort-by.";

    private SortedColumns() {}

    /** Keys of the columns, the most significant first. */
    static List<String> keys(Map<String, String> properties) {
        return IntStream.rangeClosed(1, SORTED_MAX)
                .mapToObj(place -> properties.get(property(place)))
                .filter(Objects::nonNull)
                .map(ColumnNames::key)
                .distinct()
                .toList();
    }

    /** The property of a place, counted from one. */
    static String property(int place) {
        return PREFIX + place;
    }

    /** Whether a property is that of some place. */
    static boolean isOf(String property) {
        return property.startsWith(PREFIX);
    }
}
