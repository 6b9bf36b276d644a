package io.bytefreezer.transformations.formats.table;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names of columns out of a table's first row. */
final class Header {

    private Header() {}

    /** The names; a column without one is {@code column} and its number. */
    static List<String> names(List<String> row, int nameCharsMax) throws EventException {
        Set<String> names = new LinkedHashSet<>();
        for (String field : row) {
            String name = field.isBlank() ? "column" + (names.size() + 1) : field.strip();
            if (name.length() > nameCharsMax) {
                throw new EventException(
                        ErrorCode.TOO_LARGE,
                        "the name of column " + (names.size() + 1) + " has more than " + nameCharsMax + " characters");
            }
            if (!names.add(name)) {
                throw new EventException(
                        ErrorCode.MALFORMED_PAYLOAD,
                        "two columns are named '" + name + "'; give names of your own with 'columns'");
            }
        }
        return new ArrayList<>(names);
    }
}
