package io.bytefreezer.control.state;

import io.bytefreezer.schemas.name.ResourceId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The tables of an account.
 *
 * @param latest for each table there ever was the highest version number
 * @param versions of each table that is there the versions that are kept, at least one
 */
public record Tables(Map<TableRef, Integer> latest, Map<TableRef, NavigableMap<Integer, TableVersion>> versions) {

    /** None, ever. */
    public static final Tables NONE = new Tables(Map.of(), Map.of());

    /** Copies the maps. */
    public Tables {
        latest = Map.copyOf(latest);
        Map<TableRef, NavigableMap<Integer, TableVersion>> copy = new HashMap<>();
        versions.forEach((table, kept) -> {
            if (!kept.isEmpty()) {
                copy.put(table, Collections.unmodifiableNavigableMap(new TreeMap<>(kept)));
            }
        });
        versions = Map.copyOf(copy);
    }

    /** The versions of a table, the oldest first; none where there is no such table. */
    public NavigableMap<Integer, TableVersion> of(TableRef table) {
        return versions.getOrDefault(table, Collections.emptyNavigableMap());
    }

    /** The newest version of each table. */
    public Stream<TableVersion> newest() {
        return versions.values().stream().map(kept -> kept.lastEntry().getValue());
    }

    /** The newest version of each table of a tenant, by name. */
    public Stream<TableVersion> newestOf(ResourceId tenant) {
        return newest().filter(version -> version.table().tenant().equals(tenant))
                .sorted((one, other) -> one.table().compareTo(other.table()));
    }

    /** With a version more. */
    Tables with(TableVersion version) {
        Map<TableRef, Integer> counted = new HashMap<>(latest);
        counted.put(version.table(), version.number());
        NavigableMap<Integer, TableVersion> kept = new TreeMap<>(of(version.table()));
        kept.put(version.number(), version);
        return replaced(counted, version.table(), kept);
    }

    /** Without a version. */
    Tables without(TableRef table, int number) {
        NavigableMap<Integer, TableVersion> kept = new TreeMap<>(of(table));
        kept.remove(number);
        return replaced(latest, table, kept);
    }

    private Tables replaced(Map<TableRef, Integer> counted, TableRef table, NavigableMap<Integer, TableVersion> kept) {
        Map<TableRef, NavigableMap<Integer, TableVersion>> changed = new HashMap<>(versions);
        changed.put(table, kept);
        return new Tables(counted, changed);
    }
}
