package io.bytefreezer.transformations.lookup;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Passes on what is looked up, and notes which tables are asked for. Belongs to the one thread that compiles a plan. */
public final class AskedTables implements Lookups {

    private final Lookups lookups;
    private final Set<String> names = new TreeSet<>();

    /** Asks these. */
    public AskedTables(Lookups lookups) {
        this.lookups = lookups;
    }

    /** The tables that were asked for, as they were named: with {@code @} and a version or without. */
    public Set<String> names() {
        return Collections.unmodifiableSet(new TreeSet<>(names));
    }

    @Override
    public AddressBook addresses(String database) {
        return lookups.addresses(database);
    }

    @Override
    public Table table(String name) {
        names.add(name);
        return lookups.table(name);
    }

    @Override
    public Names names(NameOptions options) {
        return lookups.names(options);
    }
}
