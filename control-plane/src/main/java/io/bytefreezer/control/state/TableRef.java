package io.bytefreezer.control.state;

import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.transformations.lookup.TableName;
import java.util.Comparator;

/**
 * A tenant's table.
 *
 * @param tenant the tenant
 * @param name the table's name in it
 */
public record TableRef(ResourceId tenant, String name) implements Comparable<TableRef> {

    private static final Comparator<TableRef> ORDER =
            Comparator.comparing(TableRef::tenant).thenComparing(TableRef::name);

    /**
     * @throws IllegalArgumentException when no table can have this name
     */
    public TableRef {
        if (!TableName.isValid(name)) {
            throw new IllegalArgumentException("a table's name has " + TableName.RULE);
        }
    }

    @Override
    public int compareTo(TableRef other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return tenant + "/" + name;
    }
}
