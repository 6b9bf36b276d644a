package io.bytefreezer.transformations.lookup;

import io.bytefreezer.transformations.option.Position;
import io.bytefreezer.transformations.option.Secret;
import io.bytefreezer.transformations.option.Site;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Passes on what is looked up, and notes which tables and secrets are asked for. Belongs to the one thread that compiles a
 * plan.
 */
public final class AskedLookups implements Lookups {

    private final Lookups lookups;
    private final List<NamedTable> tables = new ArrayList<>();
    private final Set<String> secrets = new TreeSet<>();

    /** Asks these. */
    public AskedLookups(Lookups lookups) {
        this.lookups = lookups;
    }

    /** Asks the same, and notes for itself. */
    public AskedLookups apart() {
        return new AskedLookups(lookups);
    }

    /** The tables that were asked for, and where the document names them. */
    public List<NamedTable> tables() {
        return List.copyOf(tables);
    }

    /** The names of the secrets that were asked for. */
    public Set<String> secrets() {
        return Collections.unmodifiableSet(new TreeSet<>(secrets));
    }

    /** The table that a value of the document names. */
    public Table table(String name, Site site) {
        Position position = site.position();
        tables.add(new NamedTable(name, site.pointer(), position));
        return lookups.table(name);
    }

    @Override
    public AddressBook addresses(String database) {
        return lookups.addresses(database);
    }

    @Override
    public Table table(String name) {
        return lookups.table(name);
    }

    @Override
    public Names names(NameOptions options) {
        return lookups.names(options);
    }

    @Override
    public Optional<Secret> secret(String name) {
        secrets.add(name);
        return lookups.secret(name);
    }
}
