package io.bytefreezer.lake;

import java.util.regex.Pattern;

/**
 * The name of a lake table: the tenant is its Iceberg namespace, the dataset its table name.
 *
 * <p>Both stand in object keys and in SQL, so they are checked here again, whoever checked them before.
 *
 * @param tenant tenant id, {@code [a-z0-9](-?[a-z0-9])*}, at most 63 characters
 * @param dataset dataset id, by the same rule
 */
public record TableId(String tenant, String dataset) implements Comparable<TableId> {

    private static final Pattern ID = Pattern.compile("[a-z0-9](-?[a-z0-9])*");
    private static final int ID_LENGTH_MAX = 63;

    /** Refuses anything that is not an id. */
    public TableId {
        check("tenant", tenant);
        check("dataset", dataset);
    }

    /** Whether this text may name a tenant or a dataset. */
    public static boolean isValidId(String text) {
        return text.length() <= ID_LENGTH_MAX && ID.matcher(text).matches();
    }

    @Override
    public int compareTo(TableId other) {
        int byTenant = tenant.compareTo(other.tenant);
        return byTenant != 0 ? byTenant : dataset.compareTo(other.dataset);
    }

    @Override
    public String toString() {
        return tenant + "." + dataset;
    }

    private static void check(String what, String id) {
        if (!isValidId(id)) {
            throw new IllegalArgumentException("%s id \"%s\" must match %s and have at most %d characters"
                    .formatted(what, id, ID.pattern(), ID_LENGTH_MAX));
        }
    }
}
