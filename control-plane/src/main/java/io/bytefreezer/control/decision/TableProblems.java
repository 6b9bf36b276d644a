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
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What can be wrong with what a dataset settles of its table. Pure. */
final class TableProblems {

    private static final String ERROR = "invalid_table";
    private static final String COLUMNS = "/table/columns";
    private static final String BLOOM_COLUMNS = "/table/bloom_columns";
    private static final String SORT_BY = "/table/sort_by";

    /** What is looked up by value; of other types a filter would never be asked. */
    private static final List<String> LOOKED_UP = List.of(TableSpec.TEXT, TableSpec.INT, TableSpec.LONG);

    /** All but numbers with fractions, among which are some without an order. */
    private static final List<String> SORTED_BY =
            List.of(TableSpec.TEXT, TableSpec.BOOLEAN, TableSpec.INT, TableSpec.LONG, TableSpec.TIMESTAMP);

    private TableProblems() {}

    /** The first thing wrong, or nothing. */
    static Optional<Refusal> first(@Nullable TableSpec table) {
        return table == null
                ? Optional.empty()
                : inColumns(table.columns()).or(() -> inBloomColumns(table)).or(() -> inSortBy(table));
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
        return inNamed(
                columns,
                BLOOM_COLUMNS,
                (name, pointer) ->
                        inName(name, pointer).or(() -> inUse(table, name, LOOKED_UP, "get filters", pointer)));
    }

    private static Optional<Refusal> inSortBy(TableSpec table) {
        List<String> columns = table.sortBy();
        if (columns.size() > Limits.SORT_COLUMNS_MAX) {
            return bad(
                    "rows are sorted by at most " + Limits.SORT_COLUMNS_MAX + " columns before their time, not "
                            + columns.size() + ": name those that most queries ask for a value of",
                    SORT_BY);
        }
        return inNamed(
                columns,
                SORT_BY,
                (name, pointer) -> TableSpec.SYSTEM_COLUMNS.contains(key(name))
                        ? bad(
                                "rows are sorted by event_time after the columns named here, and by no other system column:"
                                        + " leave out '" + name + "'",
                                pointer)
                        : inName(name, pointer).or(() -> inUse(table, name, SORTED_BY, "can order rows", pointer)));
    }

    private static Optional<Refusal> inNamed(
            List<String> columns, String list, BiFunction<String, String, Optional<Refusal>> check) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i);
            String pointer = list + "/" + i;
            Optional<Refusal> problem = check.apply(name, pointer);
            if (problem.isPresent()) {
                return problem;
            }
            if (!names.add(key(name))) {
                return bad("column '" + name + "' is named twice", pointer);
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> inUse(
            TableSpec table, String name, List<String> types, String use, String pointer) {
        return table.columns().stream()
                .filter(column -> key(column.name()).equals(key(name)) && !types.contains(column.type()))
                .findFirst()
                .flatMap(column -> bad(
                        "column '" + name + "' is of type " + column.type() + ": only columns of type "
                                + String.join(", ", types) + " " + use,
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
