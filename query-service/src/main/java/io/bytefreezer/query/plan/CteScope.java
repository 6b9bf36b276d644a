package io.bytefreezer.query.plan;

import java.util.HashSet;
import java.util.Set;

/**
 * The names of common table expressions that hide tables at one place of a query.
 *
 * @param names in lower case, as DuckDB compares them
 * @param isRecursive whether the place is run again and again
 */
record CteScope(Set<String> names, boolean isRecursive) {

    static final CteScope OUTERMOST = new CteScope(Set.of(), false);

    CteScope {
        names = Set.copyOf(names);
    }

    boolean has(String name) {
        return names.contains(name);
    }

    CteScope with(String name) {
        Set<String> more = new HashSet<>(names);
        more.add(name);
        return new CteScope(more, isRecursive);
    }

    CteScope recursive() {
        return new CteScope(names, true);
    }
}
