package io.bytefreezer.lake.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/**
 * What a table lacks of what is settled of it. Pure.
 *
 * @param added columns it does not have
 * @param widened columns whose type Iceberg lets become the settled one, with their names in the table
 * @param kept columns that have another type and keep it: values that do not fit that one are rescued
 * @param set properties to set
 * @param removed properties to remove
 */
public record SettlingPlan(
        List<SettledColumn> added,
        List<SettledColumn> widened,
        List<Column> kept,
        Map<String, String> set,
        Set<String> removed) {

    /** Copies lists, map and set. */
    public SettlingPlan {
        added = List.copyOf(added);
        widened = List.copyOf(widened);
        kept = List.copyOf(kept);
        set = Map.copyOf(set);
        removed = Set.copyOf(removed);
    }

    /** Plans it for a table with this schema and these properties. */
    public static SettlingPlan of(Schema schema, Map<String, String> properties, SettledTable settled) {
        Map<String, Types.NestedField> fields = new HashMap<>();
        schema.columns().forEach(field -> fields.put(ColumnNames.key(field.name()), field));
        List<SettledColumn> added = new ArrayList<>();
        List<SettledColumn> widened = new ArrayList<>();
        List<Column> kept = new ArrayList<>();
        for (SettledColumn column : settled.columns()) {
            Types.NestedField field = fields.get(column.key());
            Type.PrimitiveType wanted = column.type().toIceberg().asPrimitiveType();
            if (field == null) {
                added.add(column);
            } else if (!field.type().equals(wanted)) {
                if (TypeUtil.isPromotionAllowed(field.type(), wanted)) {
                    widened.add(new SettledColumn(field.name(), column.type(), column.field()));
                } else {
                    kept.add(Column.of(field));
                }
            }
        }
        UnaryOperator<String> spelled = name -> spelled(name, fields, settled.columns());
        Map<String, String> set = new HashMap<>();
        Set<String> removed = new HashSet<>();
        settled.bloomColumns().ifPresent(names -> {
            Map<String, String> wanted = new HashMap<>();
            names.forEach(name -> wanted.put(FilteredColumns.property(spelled.apply(name)), "true"));
            exchange(properties, FilteredColumns::isOf, wanted, set, removed);
        });
        settled.sortBy().ifPresent(names -> {
            Map<String, String> wanted = new HashMap<>();
            names.forEach(name -> wanted.put(SortedColumns.property(wanted.size() + 1), spelled.apply(name)));
            exchange(properties, SortedColumns::isOf, wanted, set, removed);
        });
        return new SettlingPlan(added, widened, kept, set, removed);
    }

    /** What makes the properties of a kind those that are wanted. */
    private static void exchange(
            Map<String, String> properties,
            Predicate<String> isOfKind,
            Map<String, String> wanted,
            Map<String, String> set,
            Set<String> removed) {
        wanted.forEach((name, value) -> {
            if (!value.equalsIgnoreCase(properties.get(name))) {
                set.put(name, value);
            }
        });
        properties.keySet().stream()
                .filter(name -> isOfKind.test(name) && !wanted.containsKey(name))
                .forEach(removed::add);
    }

    /** Whether nothing is to be changed. */
    public boolean isDone() {
        return !changesSchema() && !changesProperties();
    }

    /** Whether columns are to be changed. */
    public boolean changesSchema() {
        return !added.isEmpty() || !widened.isEmpty();
    }

    /** Whether properties are to be changed. */
    public boolean changesProperties() {
        return !set.isEmpty() || !removed.isEmpty();
    }

    /** A column's name as the table has it, or will. */
    private static String spelled(String name, Map<String, Types.NestedField> fields, List<SettledColumn> columns) {
        Types.NestedField field = fields.get(ColumnNames.key(name));
        if (field != null) {
            return field.name();
        }
        return columns.stream()
                .map(SettledColumn::name)
                .filter(settled -> ColumnNames.key(settled).equals(ColumnNames.key(name)))
                .findFirst()
                .orElse(name);
    }
}
