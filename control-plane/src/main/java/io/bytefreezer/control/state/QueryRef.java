package io.bytefreezer.control.state;

import io.bytefreezer.schemas.name.ResourceId;
import java.util.Comparator;

/**
 * A tenant's saved query.
 *
 * @param tenant the tenant
 * @param id the query's id in it
 */
public record QueryRef(ResourceId tenant, ResourceId id) implements Comparable<QueryRef> {

    private static final Comparator<QueryRef> ORDER =
            Comparator.comparing(QueryRef::tenant).thenComparing(QueryRef::id);

    @Override
    public int compareTo(QueryRef other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return tenant + "/" + id;
    }
}
