package io.bytefreezer.lake.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
        Map<String, String> set = new HashMap<>();
        Set<String> removed = new HashSet<>();
        settled.bloomColumns().ifPresent(names -> {
            Set<String> wanted = names.stream()
                    .map(name -> spelled(name, fields, settled.columns()))
                    .map(FilteredColumns::property)
                    .collect(Collectors.toSet());
            wanted.stream()
                    .filter(name -> !Boolean.parseBoolean(properties.get(name)))
                    .forEach(name -> set.put(name, "true"));
            properties.keySet().stream()
                    .filter(name -> FilteredColumns.isOf(name) && !wanted.contains(name))
                    .forEach(removed::add);
        });
        return new SettlingPlan(added, widened, kept, set, removed);
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
