package io.bytefreezer.lake.table;

import java.util.Locale;
import java.util.Optional;

/**
 * From names of body fields to names of columns.
 *
 * <p>SQL engines compare names without regard to case and read dots as nesting, so two fields may fold to one column: the caller gives a row's column to the
 * first and rescues the second. A field named like a system column gets an underscore at its end ({@code event_id} becomes {@code event_id_}).
 */
public final class ColumnNames {

    /** Longer names have no column; their values are rescued. */
    public static final int NAME_LENGTH_MAX = 255;

    private ColumnNames() {}

    /** The column for a field, or empty if no safe name exists and its values must be rescued. */
    public static Optional<String> fold(String field) {
        if (field.isBlank() || field.length() > NAME_LENGTH_MAX || hasUnsafeCharacter(field)) {
            return Optional.empty();
        }
        String name = field.replace('.', '_');
        return Optional.of(TableLayout.isSystemName(name) ? name + '_' : name);
    }

    /** What two column names share exactly if they mean the same column. */
    public static String key(String column) {
        return column.toLowerCase(Locale.ROOT);
    }

    private static boolean hasUnsafeCharacter(String field) {
        return field.codePoints()
                .anyMatch(point -> Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
    }
}
