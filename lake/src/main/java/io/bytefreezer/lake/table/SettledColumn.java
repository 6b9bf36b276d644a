package io.bytefreezer.lake.table;

import java.util.Map;
import java.util.Optional;

/**
 * A column that a table has whatever its events bring.
 *
 * @param name its name
 * @param type its type where the table does not have it with another one yet; never {@link ColumnType#OTHER}
 * @param field the body's field whose values it takes
 */
public record SettledColumn(String name, ColumnType type, String field) {

    private static final Map<String, ColumnType> TYPES = Map.of(
            "text", ColumnType.STRING,
            "boolean", ColumnType.BOOLEAN,
            "int", ColumnType.INT,
            "long", ColumnType.LONG,
            "double", ColumnType.DOUBLE,
            "timestamp", ColumnType.TIMESTAMPTZ);

    /**
     * A column as people describe it; nothing for one that cannot be made here, such as of a type that only later versions know.
     *
     * @param name its name
     * @param type text, boolean, int, long, double or timestamp
     * @param field the body's field whose values it takes
     */
    public static Optional<SettledColumn> of(String name, String type, String field) {
        boolean isName = ColumnNames.fold(name).filter(name::equals).isPresent();
        boolean isField = ColumnNames.fold(field).isPresent();
        return isName && isField && TYPES.containsKey(type)
                ? Optional.of(new SettledColumn(name, TYPES.get(type), field))
                : Optional.empty();
    }

    /** What this and the columns of a table share exactly if they mean the same column. */
    public String key() {
        return ColumnNames.key(name);
    }
}
