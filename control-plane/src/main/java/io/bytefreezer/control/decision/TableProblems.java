package io.bytefreezer.control.decision;

import io.bytefreezer.runtime.suggest.Nearest;
import io.bytefreezer.schemas.snapshot.TableSpec;
import io.bytefreezer.schemas.snapshot.TableSpec.ColumnSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be wrong with what a dataset settles of its table. Pure. */
final class TableProblems {

    private static final String ERROR = "invalid_table";
    private static final String COLUMNS = "/table/columns";
    private static final String BLOOM_COLUMNS = "/table/bloom_columns";

    /** What is looked up by value; of other types a filter would never be asked. */
    private static final Set<String> LOOKED_UP = Set.of(TableSpec.TEXT, TableSpec.INT, TableSpec.LONG);

    private TableProblems() {}

    /** The first thing wrong, or nothing. */
    static Optional<Refusal> first(@Nullable TableSpec table) {
        return table == null ? Optional.empty() : inColumns(table.columns()).or(() -> inBloomColumns(table));
    }

    private static Optional<Refusal> inColumns(List<ColumnSpec> columns) {
        if (columns.size() > Limits.SETTLED_COLUMNS_MAX) {
            return bad(
                    "a dataset settles at most " + Limits.SETTLED_COLUMNS_MAX + " columns, not " + columns.size()
                            + ": leave out those whose types may be found out",
                    COLUMNS);
        }
        Set<String> names = new HashSet<>();
        Map<String, String> byField = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnSpec column = columns.get(i);
            String pointer = COLUMNS + "/" + i;
            Optional<Refusal> problem = inName(column.name(), pointer + "/name")
                    .or(() -> inType(column.type(), pointer + "/type"))
                    .or(() -> inField(column.field(), pointer + "/field"));
            if (problem.isPresent()) {
                return problem;
            }
            if (!names.add(key(column.name()))) {
                return bad(
                        "two columns are called '" + column.name() + "', of which case makes no other name: rename one",
                        pointer + "/name");
            }
            String other = byField.putIfAbsent(source(column.field()), column.name());
            if (other != null) {
                return bad(
                        "the values of field '" + column.field() + "' go to column '" + other
                                + "' already, and a value goes to one column",
                        pointer + "/field");
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> inName(String name, String pointer) {
        if (!isName(name)) {
            return bad("a column's name has 1 to " + TableSpec.NAME_LENGTH_MAX + " characters on one line", pointer);
        }
        if (name.indexOf('.') >= 0) {
            return bad(
                    "a column's name has no dots, which SQL takes for nesting: call it '" + name.replace('.', '_')
                            + "', and give the name in the body as field",
                    pointer);
        }
        if (TableSpec.SYSTEM_COLUMNS.contains(key(name))) {
            return bad(
                    "every table has a column '" + key(name) + "' of its own: choose another name, such as '" + name
                            + "_', and give the name in the body as field",
                    pointer);
        }
        return Optional.empty();
    }

    private static Optional<Refusal> inType(String type, String pointer) {
        return TableSpec.TYPES.contains(type)
                ? Optional.empty()
                : bad(
                        "a column is of type " + String.join(", ", TableSpec.TYPES) + ", not '" + type + "'"
                                + Nearest.suggestion(type, TableSpec.TYPES),
                        pointer);
    }

    private static Optional<Refusal> inField(String field, String pointer) {
        return isName(field)
                ? Optional.empty()
                : bad("a field's name has 1 to " + TableSpec.NAME_LENGTH_MAX + " characters on one line", pointer);
    }

    private static Optional<Refusal> inBloomColumns(TableSpec table) {
        List<String> columns = table.bloomColumns();
        if (columns.size() > Limits.BLOOM_COLUMNS_MAX) {
            return bad(
                    "at most " + Limits.BLOOM_COLUMNS_MAX + " columns get filters, not " + columns.size()
                            + ": name those that are looked up by value",
                    BLOOM_COLUMNS);
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i);
            String pointer = BLOOM_COLUMNS + "/" + i;
            Optional<Refusal> problem = inName(name, pointer).or(() -> inFilter(table, name, pointer));
            if (problem.isPresent()) {
                return problem;
            }
            if (!names.add(key(name))) {
                return bad("column '" + name + "' is named twice", pointer);
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> inFilter(TableSpec table, String name, String pointer) {
        return table.columns().stream()
                .filter(column -> key(column.name()).equals(key(name)) && !LOOKED_UP.contains(column.type()))
                .findFirst()
                .flatMap(column -> bad(
                        "column '" + name + "' is of type " + column.type()
                                + ": only columns of type text, int and long get filters",
                        pointer));
    }

    private static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= TableSpec.NAME_LENGTH_MAX
                && name.codePoints()
                        .noneMatch(point ->
                                Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** What fields have in common whose values go to one column: the lake takes dots for underscores. */
    private static String source(String field) {
        return key(field).replace('.', '_');
    }

    private static Optional<Refusal> bad(String message, String pointer) {
        return Optional.of(Refusal.invalid(ERROR, message, pointer));
    }
}
