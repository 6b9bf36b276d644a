package io.bytefreezer.piper.lookup;

import io.bytefreezer.transformations.lookup.Answer;
import io.bytefreezer.transformations.lookup.CsvTable;
import io.bytefreezer.transformations.lookup.TableName;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The tables of the directory in memory, by tenant, name and version. Of each the newest few versions are kept. */
final class TableShelf {

    /** How many versions of a table are kept: what a plan asks for by version is still there when the next one comes. */
    static final int VERSIONS_MAX = 3;

    /** Most tables. */
    static final int TABLES_MAX = 1_000;

    private final Map<Name, NavigableMap<Integer, CsvTable>> tables = new ConcurrentHashMap<>();

    private record Name(String tenant, String name) {}

    /**
     * Puts a table on the shelf; it is found from now on. One of the same version gives way to it.
     *
     * @throws IllegalStateException when there are too many
     */
    void put(TableId id, CsvTable table) {
        Name name = new Name(id.tenant(), id.name());
        if (tables.size() >= TABLES_MAX && !tables.containsKey(name)) {
            throw new IllegalStateException("there are " + TABLES_MAX + " tables already");
        }
        tables.compute(name, (same, versions) -> {
            NavigableMap<Integer, CsvTable> next = versions == null ? new TreeMap<>() : new TreeMap<>(versions);
            next.put(id.version(), table);
            while (next.size() > VERSIONS_MAX) {
                next.pollFirstEntry();
            }
            return next;
        });
    }

    /** Whether there is such a table, in the version that is named. */
    boolean has(String tenant, TableName name) {
        NavigableMap<Integer, CsvTable> versions = tables.get(new Name(tenant, name.name()));
        return versions != null && (name.version() == null || versions.containsKey(name.version()));
    }

    /**
     * The first row with this key.
     *
     * @param version null for the newest
     */
    Answer find(String tenant, String name, @Nullable Integer version, List<String> key) {
        NavigableMap<Integer, CsvTable> versions = tables.get(new Name(tenant, name));
        if (versions == null) {
            return new Answer.Unavailable("there is no table '" + name + "' of tenant '" + tenant + "'");
        }
        CsvTable table = version == null ? versions.lastEntry().getValue() : versions.get(version);
        return table == null
                ? new Answer.Unavailable("there is no version " + version + " of table '" + name + "' of tenant '"
                        + tenant + "'; there are " + versions.keySet())
                : table.find(key);
    }
}
