package io.bytefreezer.lake.filter;

import java.util.List;

/**
 * A column of which only rows with one of some values are kept.
 *
 * @param fieldId the column's id in the files
 * @param values texts, or whole numbers as {@link Long}
 */
public record Needle(int fieldId, List<Object> values) {

    /** Longer lists are not looked up value by value. */
    public static final int VALUES_MAX = 64;

    /** Copies the list. */
    public Needle {
        values = List.copyOf(values);
    }
}
